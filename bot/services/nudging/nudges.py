"""The weekly nudge: who gets one, what it shows, and putting it off until next week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.notices import CardStale
from bot.domain.nudging.cards import nudge_card
from bot.domain.nudging.notices import Nudged
from bot.domain.nudging.nudges import Missed, NudgeFacts, nudge_day, reminder_day, reminder_is_due
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.nudging.escalation import Escalation
from bot.services.obligations import Ledger
from bot.services.weeks.pocket_reminder import empty_pocket, note_empty_pockets
from storage.nudging.nudges import Place
from storage.unit import Unit

_T = TypeVar("_T")

BATCH = 500
"""People written in one transaction: nobody else waits long for the database."""

WATCHED = timedelta(days=7)
"""How long a reminder is kept up to date; by then the next one has taken its place."""


@dataclass(frozen=True, kw_only=True)
class _Reminder:
    """Somebody whose reminder is due on `day` of theirs; `says`: there is something to say."""

    person_id: int
    day: date
    says: bool


def send_nudges(acting: Acting) -> int:
    """Remind everybody whose time has come and who owes something; returns how many that were.

    Nobody twice on a day of theirs, however many processes do this at once: a person and a day are
    a primary key, and the notice has the same key. What the message shows is read when it is sent.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        reminders = _due(unit, acting)
    for some in _batches(reminders, BATCH):
        with acting.store.begin() as unit:
            _remind(unit, some, now=acting.now)
    return sum(reminder.says for reminder in reminders)


def refresh_nudges(acting: Acting) -> None:
    """Bring the reminders up to date whose people, or whose things, have moved since.

    The moment of the movement is part of the notice's key, so each is announced once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        reminded = unit.nudges.last_of_all(since=acting.now - WATCHED)
        moved = unit.obligations.movements(reminded, since=acting.now - timedelta(days=1)) if reminded else []
    for some in _batches(moved, BATCH):
        with acting.store.begin() as unit:
            notices = (
                notice
                for each in some
                for notice in _stale({each.person_id: each.day}, because=each.at.isoformat())
            )
            unit.outbox.add(*notices, now=acting.now)


def nudge_facts(unit: Unit, person: Person, *, day: date, policy: Policy, now: datetime) -> NudgeFacts:
    """What this person's reminder of `day` shows now."""
    ledger = Ledger(unit, only=[person.id])
    escalation = Escalation(unit, policy=policy, now=now, reader=person)
    return NudgeFacts(
        person=person,
        day=day,
        owed=ledger.owed_by(person, now=now),
        team_behind=escalation.team_behind(person, day=day),
        company_behind=escalation.company_behind(person, day=day),
        missed=tuple(
            Missed(period=each.obligation.period, closed_on=each.obligation.lapses_on)
            for each in ledger.lapsed(person, now=now)
            if each.obligation.lapses_on is not None and each.obligation.lapses_on >= day
        ),
        remind_on=unit.nudges.snoozed_until(person.id),
        replaced_on=unit.nudges.first_after(person.id, day=day),
        pocket=empty_pocket(unit, person, day=day),
    )


def remind_next_week(acting: Acting, *, day: date) -> None:
    """Put off what is owed to the first morning of the next working week.

    The reminder of `day`, which was clicked on, says so. Safe to run twice. Where nothing is owed any
    more the reminder says that instead.
    """
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        if not nudge_facts(unit, by, day=day, policy=acting.policy, now=acting.now).is_empty:
            then = reminder_day(acting.now, zone=by.zone, country=by.country)
            unit.nudges.ask(by.id, day=then, at=acting.now)
        _show(unit, acting, day=day)


def do_not_remind(acting: Acting, *, day: date) -> None:
    """Take that back: no reminder next week, the weekly nudge comes as always."""
    _require(acting)
    with acting.store.begin() as unit:
        unit.nudges.settle([acting.person.id], until=date.max, at=acting.now)
        _show(unit, acting, day=day)


def _require(acting: Acting) -> None:
    require(Deed.PUT_OFF_REMINDER, acting.by)


def _show(unit: Unit, acting: Acting, *, day: date) -> None:
    unit.outbox.add(*_stale({acting.person.id: day}, because=acting.now.isoformat()), now=acting.now)


def _stale(days: Mapping[int, date], *, because: str) -> Iterator[CardStale]:
    """These people's reminders of these days of theirs are brought up to date."""
    return stale(((person, nudge_card(person, day)) for person, day in sorted(days.items())), because=because)


def _due(unit: Unit, acting: Acting) -> list[_Reminder]:
    weekly = _weekly(unit, acting)
    asked_for = _asked_for(unit, acting)
    if not weekly and not asked_for:
        return []
    ledger = Ledger(unit)
    escalation = Escalation(unit, policy=acting.policy, now=acting.now, ledger=ledger)
    reminders = {}
    for person, day in (*weekly, *asked_for):
        says = bool(
            ledger.owed_by(person, now=acting.now)
            or escalation.team_behind(person, day=day)
            or escalation.company_behind(person, day=day)
        )
        reminders[person.id] = _Reminder(person_id=person.id, day=day, says=says)
    return [reminders[person_id] for person_id in sorted(reminders)]


def _weekly(unit: Unit, acting: Acting) -> list[tuple[Person, date]]:
    places: dict[date, list[Place]] = {}
    for place in unit.nudges.places():
        zone = ZoneInfo(place.timezone)
        day = nudge_day(acting.now, zone=zone, country=place.country, schedule=acting.policy.schedule)
        if day is not None:
            places.setdefault(day, []).append(place)
    if not places:
        return []
    hr = [person.id for person in unit.people.holding(Role.HR)]
    return [
        (person, day)
        for day, some in places.items()
        for person in unit.nudges.candidates(some, day=day, also=hr)
    ]


def _asked_for(unit: Unit, acting: Acting) -> list[tuple[Person, date]]:
    found = []
    latest_day_anywhere = (acting.now + timedelta(hours=14)).date()
    for person, day in unit.nudges.snoozed(by=latest_day_anywhere):
        if reminder_is_due(
            day, acting.now, zone=person.zone, country=person.country, schedule=acting.policy.schedule
        ):
            found.append((person, acting.now.astimezone(person.zone).date()))
    return found


def _remind(unit: Unit, reminders: Sequence[_Reminder], *, now: datetime) -> None:
    by_day: dict[date, list[int]] = {}
    for reminder in reminders:
        by_day.setdefault(reminder.day, []).append(reminder.person_id)
    for day, people in sorted(by_day.items()):
        unit.nudges.settle(people, until=day, at=now)
    speaking = [reminder for reminder in reminders if reminder.says]
    unit.nudges.record({reminder.person_id: reminder.day for reminder in speaking}, at=now)
    unit.outbox.add(
        *(Nudged(to=reminder.person_id, day=reminder.day.isoformat()) for reminder in speaking), now=now
    )
    for day in sorted({reminder.day for reminder in speaking}):
        people = [reminder.person_id for reminder in speaking if reminder.day == day]
        note_empty_pockets(unit, people, day=day)
        unit.outbox.add(*_stale(unit.nudges.last_before(people, day=day), because="replaced"), now=now)


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
