"""Reminders: who gets one, what it shows, and how it is kept up to date."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.notices import CardStale
from bot.domain.nudging.cards import nudge_card, urgent_card
from bot.domain.nudging.notices import Nudged, UrgentNudged
from bot.domain.nudging.nudges import Behind, Missed, NudgeFacts, UrgentFacts, said_in
from bot.domain.nudging.snooze import offers
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import NOTHING_TO_MAKE_UP, Kind, is_lapsed
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.nudging.planning import LOOKED, Planned, absences_of, planned
from bot.services.obligations import Ledger
from bot.services.weeks.pocket_reminder import empty_pocket, note_empty_pockets
from storage.unit import Unit

_T = TypeVar("_T")

BATCH = 500
"""People written in one transaction: nobody else waits long for the database."""

WATCHED = timedelta(days=7)
"""How long a reminder is kept up to date; by then the next one has taken its place."""


def send_nudges(acting: Acting) -> int:
    """Speak to everybody of whom the planner says so now; returns how many that were.

    Nobody twice on a day of theirs, however many processes do this at once: a person and a day are
    a primary key, and so are a reader and a step of somebody else's; the notices have the same keys.
    What the message shows is read when it is sent.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        plans = planned(unit, acting)
    reminded = 0
    for some in _batches((each for each in plans if each.decision.speaks or each.decision.urgent), BATCH):
        with acting.store.begin() as unit:
            _remind(unit, some, now=acting.now)
        reminded += sum(each.decision.speaks for each in some)
    with acting.store.begin() as unit:
        unit.passing.set_until(LOOKED, at=acting.now)
    return reminded


def refresh_nudges(acting: Acting) -> None:
    """Bring the reminders up to date whose people, or whose things, have moved since.

    The moment of the movement is part of the notice's key, so each is announced once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    yesterday = acting.now - timedelta(days=1)
    with acting.store.read() as unit:
        reminded = unit.nudges.last_of_all(since=acting.now - WATCHED)
        moved = unit.obligations.movements(reminded, since=yesterday) if reminded else []
        settled = unit.told.settled(since=yesterday)
    notices = [
        *(
            notice
            for each in moved
            for notice in show_anew({each.person_id: each.day}, because=each.at.isoformat())
        ),
        *(notice for each in settled for notice in _settled(each.reader_id, each.step, each.day, each.at)),
    ]
    for some in _batches(notices, BATCH):
        with acting.store.begin() as unit:
            unit.outbox.add(*some, now=acting.now)


def nudge_facts(unit: Unit, person: Person, *, day: date, now: datetime) -> NudgeFacts:
    """What this person's reminder of `day` shows now."""
    ledger = Ledger(unit, only=[person.id])
    told = unit.told.on(person.id, day=day)
    behind = _behind(unit, [(step, lapses_on) for step, lapses_on in told], person, now=now)
    apart = {(step.kind, step.subject_id) for step, _ in told if step.person_id == person.id}
    owed = ledger.owed_by(person, now=now)
    said = said_in(owed, person=person, day=day, now=now, apart=apart)
    return NudgeFacts(
        person=person,
        day=day,
        owed=said if said or any(behind) else owed,
        is_said=bool(said or any(behind)),
        team_behind=behind[0],
        company_behind=behind[1],
        missed=tuple(
            Missed(period=each.obligation.period, closed_on=each.obligation.lapses_on)
            for each in ledger.lapsed(person, now=now)
            if each.obligation.kind not in NOTHING_TO_MAKE_UP
            and each.obligation.lapses_on is not None
            and each.obligation.lapses_on >= day
        ),
        remind_on=unit.nudges.snoozed_until(person.id, today=now.astimezone(person.zone).date()),
        replaced_on=unit.nudges.first_after(person.id, day=day),
        offers=offers(
            person, owed, absences=absences_of(unit, [person.id], now=now).get(person.id, ()), now=now
        ),
        pocket=empty_pocket(unit, person, day=day),
    )


def urgent_facts(unit: Unit, person: Person, *, number: int, begun: int, now: datetime) -> UrgentFacts:
    """What is said apart of this request, which became theirs at that second, now."""
    owed = next(
        (
            each
            for each in Ledger(unit, only=[person.id]).owed_by(person, now=now)
            if each.kind is Kind.REQUEST
            and each.subject_id == number
            and int(each.since.timestamp()) == begun
        ),
        None,
    )
    return UrgentFacts(person=person, owed=owed, number=number)


def show_anew(days: Mapping[int, date], *, because: str) -> Iterator[CardStale]:
    """These people's reminders of these days of theirs are brought up to date."""
    return stale(((person, nudge_card(person, day)) for person, day in sorted(days.items())), because=because)


def _behind(
    unit: Unit, told: Sequence[tuple[StepKey, date | None]], reader: Person, *, now: datetime
) -> tuple[tuple[Behind, ...], tuple[Behind, ...]]:
    """Who did not move, of all that the reader was told on that day: their own people, and others."""
    others = {step.person_id for step, _ in told} - {reader.id}
    people = {person.id: person for person in unit.people.values(others) if person.is_active}
    owes: dict[int, Counter[Kind]] = {}
    for step, lapses_on in told:
        person = people.get(step.person_id)
        if person is not None and not is_lapsed(lapses_on, now=now, person=person):
            owes.setdefault(person.id, Counter())[step.kind] += 1
    named = [
        (
            people[who],
            Behind(name=people[who].name, owes=tuple((kind, counts[kind]) for kind in Kind if counts[kind])),
        )
        for who, counts in owes.items()
    ]
    named.sort(key=lambda each: each[1].name)
    team = tuple(behind for who, behind in named if who.manager_id == reader.id)
    return team, tuple(behind for who, behind in named if who.manager_id != reader.id)


def _settled(reader_id: int, step: StepKey, day: date, at: datetime) -> Iterator[CardStale]:
    """The reminder, or the urgent message, in which a reader was told of what waits no more."""
    if step.person_id == reader_id:
        return stale([(reader_id, urgent_card(reader_id, step))], because=at.isoformat())
    return show_anew({reader_id: day}, because=at.isoformat())


def _remind(unit: Unit, some: Sequence[Planned], *, now: datetime) -> None:
    by_day: dict[date, list[Planned]] = {}
    for each in some:
        by_day.setdefault(each.decision.day, []).append(each)
    for day, reminded in sorted(by_day.items()):
        speaking = [each for each in reminded if each.decision.speaks]
        people = [each.person.id for each in speaking]
        unit.nudges.settle(people, until=day, at=now)
        unit.nudges.record(dict.fromkeys(people, day), at=now)
        unit.told.record(_told(reminded), day=day, at=now)
        unit.outbox.add(*(_urgent(reminded)), now=now)
        unit.outbox.add(*(Nudged(to=person, day=day.isoformat()) for person in people), now=now)
        note_empty_pockets(unit, people, day=day)
        replaced = show_anew(unit.nudges.last_before(people, day=day), because=f"replaced-{day}")
        unit.outbox.add(*replaced, now=now)


def _told(some: Sequence[Planned]) -> Iterator[tuple[int, StepKey]]:
    for each in some:
        if each.decision.speaks:
            yield from ((each.person.id, told.step) for told in each.decision.tells)
        yield from ((each.person.id, step.of(each.person.id)) for step in each.decision.urgent)


def _urgent(some: Sequence[Planned]) -> Iterator[UrgentNudged]:
    for each in some:
        for step in each.decision.urgent:
            yield UrgentNudged(to=each.person.id, request_id=step.subject_id, since=step.since.isoformat())


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
