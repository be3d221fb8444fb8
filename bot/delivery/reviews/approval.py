"""The manager's thread: how far the team is, one card a person; and what the employee hears of it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import my_review_card, question_card, team_card
from bot.domain.reviews.notices import MoreAsked, ScoreApproved
from bot.services.reviews.approval_facts import approval_facts, question_at, taken_over, team_progress
from bot.services.reviews.fingerprint import checked_rules
from bot.services.reviews.not_rated import ended_facts
from bot.services.reviews.release import receipt_of
from messages.reviews import question_card as question_words
from messages.reviews.approval_card import approval_card, delegated_card, taken_over_card
from messages.reviews.manager_thread import manager_thread
from messages.reviews.not_rated_card import not_rated_note
from messages.reviews.result_card import result_card


def draw_team(at: Snapshot, key: CardKey) -> Outgoing | None:
    """The parent of the manager's thread; one who has nobody in this cycle gets none."""
    cycle_id, manager_id = key.numbers
    progress = team_progress(at.unit, cycle_id, manager_id)
    return Outgoing(
        message=manager_thread(at.words_for(progress.manager), progress),
        person=progress.manager,
        card=key,
        only_update=not progress.reports,
    )


def draw_approval(at: Snapshot, key: CardKey) -> Outgoing | None:
    """One person's card in that thread; a former manager's card only says who has the review now."""
    review_id, manager_id = key.numbers
    facts = approval_facts(at.unit, review_id)
    reader = at.person(manager_id)
    words = at.words_for(reader)
    if facts.delegation is not None and facts.delegation.manager_id == manager_id:
        return Outgoing(message=delegated_card(words, facts), person=reader, card=key, only_update=True)
    if facts.review.manager.id != manager_id:
        gone = taken_over(at.unit, review_id, manager_id)
        if gone is None:
            return None
        return Outgoing(message=taken_over_card(words, gone), person=reader, card=key, only_update=True)
    if not facts.review.stage.rated:
        ended = ended_facts(at.unit, at.unit.reviews.look(review_id), at.policy)
        message = not_rated_note(words, ended, reader=reader)
        return Outgoing(message=message, person=reader, card=key, only_update=True)
    if not facts.review.stage.handed_in:
        return None
    return Outgoing(
        message=approval_card(words, facts, folds=True),
        plainer=lambda _: approval_card(words, facts),
        person=reader,
        card=key,
        under=at.where_it_stands(team_card(facts.review.cycle.id, manager_id)),
    )


def draw_question(at: Snapshot, key: CardKey) -> Outgoing | None:
    return _question(at, *key.numbers, only_update=True)


def on_more_asked(at: Snapshot, notice: MoreAsked) -> Outgoing | None:
    """The manager's question, to the employee."""
    return _question(at, notice.review_id, notice.number)


def on_approved(at: Snapshot, notice: ScoreApproved) -> Outgoing | None:
    """To the employee: the result is there."""
    facts = approval_facts(at.unit, notice.review_id)
    employee = facts.review.employee
    if not facts.review.stage.released or not employee.is_active:
        return None
    return Outgoing(
        message=result_card(
            at.words_for(employee),
            facts,
            rules=checked_rules(at.unit, facts.review.cycle.id),
            record=receipt_of(at.unit, notice.review_id),
        ),
        person=employee,
        under=at.where_it_stands(my_review_card(notice.review_id)),
    )


def _question(at: Snapshot, review_id: int, number: int, *, only_update: bool = False) -> Outgoing | None:
    question = question_at(at.unit, review_id, number)
    if question is None:
        return None
    facts = approval_facts(at.unit, review_id)
    employee = facts.review.employee
    if not employee.is_active:
        return None
    return Outgoing(
        message=question_words.question_card(at.words_for(employee), facts, question=question),
        person=employee,
        card=question_card(review_id, number),
        under=at.where_it_stands(my_review_card(review_id)),
        only_update=only_update,
    )


DRAWS: Draws = {Card.TEAM: draw_team, Card.APPROVAL: draw_approval, Card.QUESTION: draw_question}
ROUTES: Routes = {MoreAsked: on_more_asked, ScoreApproved: on_approved}
