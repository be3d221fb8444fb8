"""How the notices of an approval are worded, and where they go."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.notices import (
    MoreAsked,
    QuestionCardChanged,
    ScoreApproved,
    SelfScoreHandedIn,
    TeamProgressChanged,
)
from bot.domain.reviews.states import State
from bot.services.reviews.approval_reading import approval_facts, question_at, taken_over, team_progress
from messages.reviews.approval_card import approval_card, taken_over_card
from messages.reviews.manager_thread import manager_thread
from messages.reviews.question_card import question_card
from messages.reviews.result_card import result_card


def on_team_progress(at: Snapshot, notice: TeamProgressChanged) -> Outgoing | None:
    """The parent of the manager's thread; one who has nobody in this cycle gets none."""
    progress = team_progress(at.unit, notice.cycle_id, notice.to)
    return Outgoing(
        message=manager_thread(at.words_for(progress.manager), progress),
        person=progress.manager,
        card=_team_key(notice.cycle_id, notice.to),
        only_update=not progress.reports,
    )


def on_handed_in(at: Snapshot, notice: SelfScoreHandedIn) -> Outgoing | None:
    """One person's card in that thread; a former manager's card only says who has the review now."""
    facts = approval_facts(at.unit, notice.review_id)
    reader = at.person(notice.to)
    words = at.words_for(reader)
    key = f"approval:{notice.review_id}:{notice.to}"
    if facts.review.manager.id != notice.to:
        gone = taken_over(at.unit, notice.review_id, notice.to)
        if gone is None:
            return None
        return Outgoing(message=taken_over_card(words, gone), person=reader, card=key, only_update=True)
    if facts.review.submitted_at is None:
        return None
    return Outgoing(
        message=approval_card(words, facts),
        person=reader,
        card=key,
        under=_standing(at, _team_key(facts.review.cycle.id, notice.to)),
    )


def on_more_asked(at: Snapshot, notice: MoreAsked) -> Outgoing | None:
    """The manager's question, to the employee."""
    return _question(at, notice.review_id, int(notice.version))


def on_question_changed(at: Snapshot, notice: QuestionCardChanged) -> Outgoing | None:
    return _question(at, notice.review_id, notice.number, only_update=True)


def _question(at: Snapshot, review_id: int, number: int, *, only_update: bool = False) -> Outgoing | None:
    question = question_at(at.unit, review_id, number)
    if question is None:
        return None
    facts = approval_facts(at.unit, review_id)
    employee = facts.review.employee
    if not employee.is_active:
        return None
    return Outgoing(
        message=question_card(at.words_for(employee), facts, question=question),
        person=employee,
        card=f"question:{review_id}:{number}",
        under=_standing(at, f"quarter:{review_id}"),
        only_update=only_update,
    )


def on_approved(at: Snapshot, notice: ScoreApproved) -> Outgoing | None:
    """To the employee: the result is there."""
    facts = approval_facts(at.unit, notice.review_id)
    employee = facts.review.employee
    if facts.review.state is not State.SCORED or not employee.is_active:
        return None
    return Outgoing(
        message=result_card(at.words_for(employee), facts),
        person=employee,
        under=_standing(at, f"quarter:{notice.review_id}"),
    )


def _team_key(cycle_id: int, manager_id: int) -> str:
    return f"team:{cycle_id}:{manager_id}"


def _standing(at: Snapshot, key: str) -> str | None:
    """The card to answer under, where it stands: one that could not be posted must not lose its replies."""
    return key if at.unit.outbox.card(key) else None


ROUTES: Routes = {
    TeamProgressChanged: on_team_progress,
    SelfScoreHandedIn: on_handed_in,
    MoreAsked: on_more_asked,
    QuestionCardChanged: on_question_changed,
    ScoreApproved: on_approved,
}
