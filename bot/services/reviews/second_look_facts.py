"""What whoever looks again is shown of a manager's people, and what the manager is told of a doubt."""

from bot.domain.history import Entry
from bot.domain.reviews.approval import given_by_manager
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.second_look import (
    LookedAt,
    Redone,
    SecondLookFacts,
    SecondLooksFacts,
    SentBack,
    awaited,
    remarks,
)
from bot.domain.reviews.way import REVIEW, Event, Party, State
from bot.services.reviews.no_surprise import last_point
from bot.services.reviews.review_facts import History, last_given, latest, review_facts
from storage.unit import Unit

BACK = (Event.SEND_BACK, Event.CORRECT)
"""With what scores that were fixed go back to their manager."""


def second_looks_facts(unit: Unit, *, cycle_id: int, looker_id: int) -> SecondLooksFacts:
    """Everybody at whom somebody looks again in a cycle."""
    cycle = unit.cycles.facts(cycle_id)
    return SecondLooksFacts(
        cycle_name=cycle.name,
        reader=unit.people.get(looker_id),
        due=cycle.second_look_due,
        people=tuple(unit.second_looks.glances(looker_id, cycle_id=cycle_id)),
    )


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
        gone=_gone(unit, cycle_id=cycle_id, looker_id=looker_id, manager_id=manager_id),
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
        by_id=doubted.by_id,
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
    history = unit.reviews.history(review_id)
    doubt = None if facts.stage.decided else sent_back(unit, history)
    seated = unit.second_looks.of(review_id)
    names = {person.id: person.name for person in unit.people.values([each.person_id for each in seated])}
    confirmed = [each for each in seated if each.confirmed_at is not None]
    mine = any(each.person_id == looker_id for each in confirmed)
    last = last_point(unit, facts) if facts.stage.decided else None
    waits = facts.stage.waits_for(Party.SECOND_LOOK)
    return LookedAt(
        review_id=review_id,
        version=facts.version,
        name=facts.employee.name,
        post=facts.employee.post,
        own=facts.own_outcome if facts.stage.decided else None,
        given=facts.outcome if facts.stage.decided else None,
        last=last,
        mine=mine,
        confirmed_by=tuple(names[each.person_id] for each in confirmed),
        awaited=tuple(names[each] for each in awaited(seated)) if waits else (),
        sent_back=not facts.stage.decided,
        settled=facts.stage.decided and not waits,
        is_here=facts.employee.is_active,
        # Of scores that the manager is changing nobody hears how far they are from the employee's.
        marks=remarks(facts, last) if facts.stage.decided else (),
        doubted_by=doubt.by if doubt else "",
        is_own_doubt=doubt is not None and doubt.by_id == looker_id,
        doubt=doubt.reason if doubt else "",
        in_place_of=_in_place_of(unit, history, looker_id) if waits else "",
        differing=sum(each.score != facts.own[item].score for item, each in facts.holding.items())
        if facts.stage.decided
        else 0,
        redone=redone(unit, facts, looker_id) if waits and not mine else None,
    )


def redone(unit: Unit, review: ReviewFacts, looker_id: int) -> Redone | None:
    """What became of the doubt with which it went back last; None where there was none, or as long as it is
    with its manager.
    """
    history = unit.reviews.history(review.id)
    went, approved = latest(history, *BACK), latest(history, Event.APPROVE)
    if went is None or went.event is not Event.SEND_BACK or approved is None:
        return None
    if not review.stage.decided or approved.number < went.number:
        return None
    past = [each for each in unit.reviews.scores(review.id) if each.number <= went.number]
    before = last_given(past, Side.SELF) | given_by_manager(past)
    doubted = went.facts.doubts or ()
    others = (item for item in review.holding if item not in doubted)
    moved = [
        (item, before[item].score, review.holding[item].score)
        for item in (*doubted, *others)
        if item in before and item in review.holding
    ]
    return Redone(
        by=unit.people.get(went.by_id).name if went.by_id else "",
        is_own=went.by_id == looker_id,
        reason=went.note or "",
        review=review,
        moved=tuple(each for each in moved if each[0] in doubted or each[1] != each[2]),
    )


def _in_place_of(unit: Unit, history: History, looker_id: int) -> str:
    """Whose seat went over to this person since it was approved."""
    approved = latest(history, Event.APPROVE)
    for entry in reversed(history):
        owner = entry.facts.owner
        if approved is not None and entry.number < approved.number:
            break
        if entry.event is Event.RESEAT and owner and owner.now == looker_id and owner.was:
            return unit.people.get(owner.was).name
    return ""


def _gone(unit: Unit, *, cycle_id: int, looker_id: int, manager_id: int) -> tuple[tuple[str, str], ...]:
    """Who, and with whom they are now."""
    found = []
    passed = unit.second_looks.passed_from(looker_id, cycle_id=cycle_id, manager_id=manager_id)
    seated = unit.second_looks.of_all([review_id for _, _, review_id in passed])
    for name, seat, review_id in passed:
        holders = {each.seat: each.person_id for each in seated.get(review_id, ())}
        now = unit.people.get(holders[seat]).name if seat in holders else ""
        found.append((name, now))
    return tuple(found)
