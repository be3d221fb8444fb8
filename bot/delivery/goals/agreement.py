"""Versions of a KPI sheet before whoever is to sign them, and what is said of them once."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import goals_team_card, my_goals_card
from bot.domain.goals.facts import AgreementFacts
from bot.domain.goals.goals import Goals
from bot.domain.goals.notices import ChangeDropped, GoalsAgreed
from bot.domain.goals.way import Party
from bot.services.goals.my_goals import agreement_facts, goals_facts
from messages.goals import agreement_card as words_of_it
from messages.goals.agreement_note import agreed_note, dropped_note


def draw_agreement(at: Snapshot, key: CardKey) -> Outgoing | None:
    """A version before its reader: posted for whoever is to sign it, brought up to date for everybody. A
    former manager's card only says who has it now.
    """
    goals_id, sheet_id, reader_id = key.numbers
    facts = agreement_facts(at.unit, goals_id, sheet_id, reader_id, policy=at.policy)
    if not facts.reader.is_active:
        return None
    goals, words = facts.facts.goals, at.words_for(facts.reader)
    is_theirs = reader_id in (goals.employee_id, goals.manager_id)
    build = words_of_it.agreement_card if is_theirs else words_of_it.taken_over_card
    return Outgoing(
        message=build(words, facts),
        person=facts.reader,
        card=key,
        under=at.where_it_stands(_thread_of(goals, reader_id)),
        only_update=not is_theirs or not goals.is_here or not _is_before(facts),
    )


def on_agreed(at: Snapshot, notice: GoalsAgreed) -> Outgoing | None:
    """To whoever did not sign last, in the thread in which the version stood."""
    facts = goals_facts(at.unit, notice.goals_id, policy=at.policy)
    reader = at.person(notice.to)
    if not reader.is_active or facts.agreed is None or facts.agreed.id != notice.sheet_id:
        return None
    return Outgoing(
        message=agreed_note(at.words_for(reader), facts, facts.agreed, reader=reader),
        person=reader,
        under=at.where_it_stands(_thread_of(facts.goals, reader.id)),
    )


def on_dropped(at: Snapshot, notice: ChangeDropped) -> Outgoing | None:
    """To the other side, in the thread in which the version stood; to both, where scoring ended it."""
    facts = goals_facts(at.unit, notice.goals_id, policy=at.policy)
    reader = at.person(notice.to)
    entry = next(each for each in at.unit.goals.history(notice.goals_id) if each.number == notice.number)
    if not reader.is_active:
        return None
    by = at.person(entry.by_id).name if entry.by_id is not None else None
    return Outgoing(
        message=dropped_note(at.words_for(reader), facts, by=by, reader=reader),
        person=reader,
        under=at.where_it_stands(_thread_of(facts.goals, reader.id)),
    )


def _thread_of(goals: Goals, reader_id: int) -> CardKey:
    if reader_id == goals.employee_id:
        return my_goals_card(goals.id)
    return goals_team_card(goals.cycle_id, reader_id)


def _is_before(facts: AgreementFacts) -> bool:
    """Whether the version stands before this reader: to be signed, or their own, to be adjusted again."""
    is_managers_own = facts.side is Party.MANAGER and facts.proposer is Party.MANAGER
    return facts.is_readers_move or (facts.is_open and is_managers_own)


DRAWS: Draws = {Card.AGREEMENT: draw_agreement}
ROUTES: Routes = {GoalsAgreed: on_agreed, ChangeDropped: on_dropped}
