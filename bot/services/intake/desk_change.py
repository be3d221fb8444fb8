"""The website desk changes hands: open requests go over, and both are told."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause
from bot.domain.intake.desk_change import ChangeFacts, goes_over
from bot.domain.intake.notices import DutyBegan, DutyEnded
from bot.domain.intake.rota import gaps, today_of, week_of
from bot.domain.intake.way import REQUEST, Event
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from bot.services.intake.advance import advance
from bot.services.intake.duty import find_on_duty, hours_of, line_of, those_away
from bot.services.intake.request_facts import request_facts
from bot.services.intake.swap_moves import let_swaps_lapse
from storage.unit import Unit

GAP = "rota:"
"""How the subject of a gap begins; the e-mail follows."""


def keep_rota_current(acting: Acting) -> None:
    """Pass the desk on where a week, an absence or a word has changed whose it is, let swaps lapse whose week
    has begun, and tell the admins of gaps. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        let_swaps_lapse(unit, acting)
        pass_on(unit, acting)
        _look_for_gaps(unit, acting)


def pass_on(unit: Unit, acting: Acting) -> None:
    """The same of the desk alone, within a transaction. The very first time nobody is told: it was so."""
    person = find_on_duty(unit, policy=acting.policy, now=acting.now)
    if person is None:
        return
    unit.requests.queue_up(person.id)
    week = week_of(today_of(acting.now, timezone=acting.policy.default_timezone))
    last = unit.rota.latest_change()
    if last is not None and last.person_id == person.id:
        return
    was = unit.people.get(last.person_id) if last is not None else None
    carried = _hand_over(unit, was, person, acting) if was is not None else []
    unit.homes.concern([each.id for each in unit.people.holding(Role.PRODUCT_MANAGER)])
    change = unit.rota.passes_on(
        week=week, person_id=person.id, was_id=was.id if was else None, carried=carried, at=acting.now
    )
    if was is None:
        return
    unit.outbox.add(
        DutyBegan(to=person.id, change_id=change.id),
        now=acting.now,
        due_at=_at_work(unit, person, acting),
    )
    if was.is_active:
        unit.outbox.add(
            DutyEnded(to=was.id, change_id=change.id), now=acting.now, due_at=_at_work(unit, was, acting)
        )


def is_latest(unit: Unit, change_id: int) -> bool:
    """Whether the desk has not changed hands since."""
    latest = unit.rota.latest_change()
    return latest is not None and latest.id == change_id


def change_facts(unit: Unit, change_id: int, *, policy: Policy) -> ChangeFacts:
    """What is said of a change; its requests as they are now. Raises Missing."""
    change = unit.rota.change(change_id)
    line = line_of(unit, change.week, policy=policy)
    person = unit.people.get(change.person_id)
    requests = [request_facts(unit, number) for number in change.carried]
    left = unit.requests.unsettled_with(change.was_id) if change.was_id is not None else ()
    return ChangeFacts(
        change=change,
        person=person,
        was=unit.people.get(change.was_id) if change.was_id is not None else None,
        stands_in_for=line[0] if line and line[0].id != person.id else None,
        carried=tuple(each for each in requests if not each.is_closed and each.owner.id == person.id),
        stay=sum(1 for each in left if each.owner_id == change.was_id),
    )


def _hand_over(unit: Unit, was: Person, person: Person, acting: Acting) -> list[int]:
    """The numbers of those that went over."""
    is_there = was.is_active and was.id not in those_away(unit, [was, person], now=acting.now)
    carried = []
    for each in unit.requests.unsettled_with(was.id):
        if each.owner_id != was.id:
            continue
        request = unit.requests.get(each.id)
        can = Event.HAND_OVER in REQUEST.possible(request.state)
        if can and request.owner_id == was.id and goes_over(request, owner_is_there=is_there):
            advance(unit, request, Event.HAND_OVER, acting, owner=person, keeps_hour=True)
            carried.append(request.id)
    return carried


def _at_work(unit: Unit, person: Person, acting: Acting) -> datetime | None:
    """Nobody is woken for it."""
    hours = hours_of(unit, person, policy=acting.policy)
    return hours.next_inside(acting.now, zone=person.zone, calendar=person.calendar)


def _look_for_gaps(unit: Unit, acting: Acting) -> None:
    found = {
        f"{GAP}{email}": email
        for email in gaps(unit.people.holding(Role.PRODUCT_MANAGER), acting.policy.intake.rota)
    }
    for subject, email in found.items():
        note_concern(unit, Cause.ROTA_GAP, subject=subject, facts={"name": email}, now=acting.now)
    for cause, subject in unit.concerns.open_of({Cause.ROTA_GAP}):
        if subject not in found:
            settle_concern(unit, cause, subject=subject, now=acting.now)
