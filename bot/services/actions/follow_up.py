"""How far actions are: at one tap, or with the weekly check-in, until they are done. Source: domain.md §8."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.access import Deed, may, require
from bot.domain.actions.action import Action, Listed
from bot.domain.actions.follow_up import (
    MOST_ASKED,
    InDigest,
    Said,
    Typed,
    in_digest,
    said_in,
)
from bot.domain.actions.way import ACTION, ANSWERS, FOLLOW_UPS, Event
from bot.domain.history import Facts
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.advance import advance
from bot.services.actions.my_actions import listed
from bot.services.reviews.find_review import found
from storage.unit import Unit


def follow_up(acting: Acting, *, action_id: int, seen: int, event: Event) -> Action:
    """Say how far one is. Raises Refusal: action.not_yours, action.not_now, action.changed_since."""
    if event not in FOLLOW_UPS:
        raise Refusal("card.unknown")
    with acting.store.begin() as unit:
        action = found(lambda: unit.actions.get(action_id), refuse=_not_yours)
        require(Deed.FOLLOW_ACTION, acting.by, action, refuse=_not_yours)
        return advance(unit, action, event, acting, seen=seen)


def asked_about(unit: Unit, person_id: int) -> tuple[Listed, ...]:
    """What somebody is asked about each week: what is open or offered, the soonest due first."""
    return listed(unit, unit.actions.asked_of([person_id])[:MOST_ASKED])


def still_open(unit: Unit, person_id: int) -> tuple[Listed, ...]:
    """What of somebody's is open, the soonest due first."""
    return listed(unit, unit.actions.open_of([person_id])[:MOST_ASKED])


def follow_all(unit: Unit, typed: Typed, acting: Acting) -> None:
    """What a check-in says of actions. One that ended meanwhile stays, as does what was said today."""
    for said in said_in(typed):
        action = unit.actions.get(said.action_id)
        if not _can_be_said(said, action, acting):
            continue
        last = unit.actions.histories([action.id])[action.id][-1]
        again = (last.event, last.by_id, last.note or "") == (said.event, acting.by_id, said.line)
        if not (again and last.at.date() == acting.now.date()):
            advance(unit, action, said.event, acting, note=said.line, facts=Facts(helped=said.helped))


def _can_be_said(said: Said, action: Action, acting: Acting) -> bool:
    deed = Deed.ANSWER_TRAINING if said.event in ANSWERS else Deed.FOLLOW_ACTION
    return may(deed, acting.by, action) and said.event in ACTION.possible(action.state)


def digest_of(
    unit: Unit, manager_id: int, people: Collection[int], *, since: datetime, now: datetime
) -> InDigest:
    """How far the actions of those of these people are who report to a manager; what ended in that week."""
    theirs = unit.people.reports(manager_id) & frozenset(people)
    actions: Sequence[Action] = unit.actions.followed(theirs, since=since) if theirs else ()
    return in_digest(listed(unit, actions), now=now)


def _not_yours() -> Refusal:
    return Refusal("action.not_yours")
