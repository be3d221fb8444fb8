"""What whoever looks again is shown of a manager's people, and what the manager is told of a doubt."""

from bot.domain.history import Entry
from bot.domain.reviews.second_look import LookedAt, SecondLookFacts, SentBack, awaited, remarks
from bot.domain.reviews.way import REVIEW, Event, Party, State
from bot.services.reviews.review_facts import History, latest, review_facts
from storage.unit import Unit

BACK = (Event.SEND_BACK, Event.CORRECT)
"""With what scores that were fixed go back to their manager."""


def second_look_facts(unit: Unit, *, cycle_id: int, looker_id: int, manager_id: int) -> SecondLookFacts:
    """All of one manager's people at whom somebody looks again, in the order of their reviews."""
    ids = unit.second_looks.before(looker_id, cycle_id=cycle_id, manager_id=manager_id)
    cycle = unit.cycles.facts(cycle_id)
    return SecondLookFacts(
        cycle_id=cycle_id,
        cycle_name=cycle.name,
        reader=unit.people.get(looker_id),
        manager=unit.people.get(manager_id),
        due=cycle.second_look_due,
        people=tuple(_person(unit, review_id, looker_id) for review_id in ids),
    )


def sent_back(unit: Unit, history: History) -> SentBack | None:
    """Why what was approved is with its manager again, until they have approved again: what the second look
    doubted, or why the rules were corrected.
    """
    doubted = sent_back_by(history)
    if doubted is None:
        return None
    return SentBack(
        by=unit.people.get(doubted.by_id).name if doubted.by_id else "",
        at=doubted.at,
        reason=doubted.note or "",
        items=doubted.facts.doubts or (),
    )


def sent_back_by(history: History) -> Entry[State, Event] | None:
    """The step with which what was approved went back, until it is approved again."""
    back = [each for each in history if each.event in BACK and REVIEW.stage(each.from_state).decided]
    went, approved = latest(back, *BACK), latest(history, Event.APPROVE)
    if went is None or (approved is not None and approved.number > went.number):
        return None
    return went


def _person(unit: Unit, review_id: int, looker_id: int) -> LookedAt:
    facts = review_facts(unit, review_id)
    doubt = None if facts.stage.decided else sent_back(unit, unit.reviews.history(review_id))
    seated = unit.second_looks.of(review_id)
    names = {person.id: person.name for person in unit.people.values([each.person_id for each in seated])}
    confirmed = [each for each in seated if each.confirmed_at is not None]
    waits = facts.stage.waits_for(Party.SECOND_LOOK)
    return LookedAt(
        review_id=review_id,
        version=facts.version,
        name=facts.employee.name,
        post=facts.employee.post,
        own=facts.own_outcome if facts.stage.decided else None,
        given=facts.outcome if facts.stage.decided else None,
        mine=any(each.person_id == looker_id for each in confirmed),
        confirmed_by=tuple(names[each.person_id] for each in confirmed),
        awaited=tuple(names[each] for each in awaited(seated)) if waits else (),
        sent_back=not facts.stage.decided,
        settled=facts.stage.decided and not waits,
        is_here=facts.employee.is_active,
        marks=remarks(facts),
        doubted_by=doubt.by if doubt else "",
        doubt=doubt.reason if doubt else "",
    )
