"""Whose time it can be now, and the situation of each, read in a few queries however many they are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.absences import Absence
from bot.domain.access import Deed, require
from bot.domain.nudging.planner import Decision, Manners, Situation, Step, plan
from bot.domain.nudging.rhythm import beginnings, good_moment
from bot.domain.obligations import Obligation
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.nudging.escalation import Escalation
from bot.services.nudging.rows import Rows, is_urgent, key_of, step_of
from storage.nudging.nudges import Place
from storage.unit import Unit

LOOKED = "nudges"
"""Under which name it is remembered up to when people's moments were looked at."""

HOURS_A_DAY = 24

MANY = 5000
"""More people than this are not named in a query: everybody is read instead."""

A_DAY = timedelta(days=1)
REMEMBERED = timedelta(days=31)
"""How long a wish for silence is read after it was over, and an absence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What is said to somebody now, or why not."""

    person: Person
    situation: Situation
    decision: Decision


def manners(policy: Policy) -> Manners:
    """What the company decides of when it speaks to people."""
    schedule = policy.schedule
    return Manners(a_week=schedule.nudges_a_week, at_hour=schedule.reminder_hour, hours=policy.hours.office)


class Situations:
    """The situations of these people."""

    def __init__(self, unit: Unit, *, policy: Policy, now: datetime, people: Sequence[Person]) -> None:
        ids = [person.id for person in people]
        only = None if len(ids) > MANY else ids
        self._policy, self._now = policy, now
        self._rhythms = unit.rhythms.of(ids)
        self._snoozes = unit.nudges.snoozes(only, since=now - REMEMBERED)
        self._absences = absences_of(unit, ids, now=now)
        self._told = unit.told.of(ids)
        self._urgent = unit.told.urgent()
        self._rows = Rows(unit, policy=policy, now=now, only=only)
        self._heard = Escalation(
            unit, policy=policy, now=now, readers=people, told=self._told, rows=self._rows
        )

    def of(self, person: Person) -> Situation:
        """One of them."""
        return Situation(
            now=self._now,
            zone=person.zone,
            calendar=person.calendar,
            manners=manners(self._policy),
            rhythm=self._rhythms[person.id],
            steps=[self._step(each) for each in self._rows.steps.get(person.id, ())],
            tells=self._heard.of(person),
            nudges=self._rows.nudges.get(person.id, ()),
            snoozes=self._snoozes.get(person.id, ()),
            absences=self._absences.get(person.id, ()),
        )

    def _step(self, obligation: Obligation) -> Step:
        told = self._told.get(obligation.person_id, {})
        return step_of(
            obligation, is_urgent=is_urgent(obligation, self._urgent), told_on=told.get(key_of(obligation))
        )


def planned(unit: Unit, acting: Acting) -> Iterator[Planned]:
    """What everybody whose moment has come since it was last looked is told, or why nothing; one by one, for
    all of them with all that speaks for and against it are more than a small machine holds.

    A moment that passed while nobody looked is made up for, on the same day and in working hours.
    """
    ids = set(unit.told.unsaid_urgent(acting.now))
    for look in _looks(unit, acting):
        ids.update(look)
    if not ids:
        return iter(())
    return planned_for(unit, acting, _people(unit, ids))


def planned_for(unit: Unit, acting: Acting, people: Sequence[Person]) -> Iterator[Planned]:
    """The same for these people, whether their moment has come or not. All is read before the first."""
    situations = Situations(unit, policy=acting.policy, now=acting.now, people=people)
    return (_planned(situations.of(person), person) for person in people)


def _planned(situation: Situation, person: Person) -> Planned:
    return Planned(person=person, situation=situation, decision=plan(situation))


def hours_of_speech(acting: Acting) -> frozenset[int]:
    """The full hours, by anybody's own clock, by which a moment has come at which somebody is spoken to."""
    require(Deed.RUN_STEWARD, acting.by)
    schedule, hours = acting.policy.schedule, acting.policy.hours.office
    with acting.store.read() as unit:
        wanted = {schedule.opening_hour, schedule.reminder_hour, schedule.nudge_hour, *unit.rhythms.hours()}
    zone = ZoneInfo(acting.policy.default_timezone)
    day = acting.now.astimezone(zone).date()
    moments = [good_moment(day, hour, hours=hours, zone=zone).astimezone(zone) for hour in wanted]
    return frozenset((at.hour + (at.minute > 0)) % HOURS_A_DAY for at in moments) | {schedule.opening_hour}


def looked_until(unit: Unit, acting: Acting) -> datetime:
    """Up to when people's moments were looked at. After a rehearsal of days to come time goes on from now."""
    until = unit.passing.until(LOOKED)
    oldest = acting.now - A_DAY
    return oldest if until is None or until > acting.now else max(until, oldest)


def _looks(unit: Unit, acting: Acting) -> Iterator[Collection[int]]:
    """By place: who may be spoken to of those for whom a moment has come since the last look."""
    since = looked_until(unit, acting)
    schedule = acting.policy.schedule
    chosen = unit.rhythms.hours()
    hr: list[int] | None = None
    for (day, hours, with_others), places in _moments(unit, acting, since=since, chosen=chosen).items():
        if hr is None:
            hr = [person.id for person in unit.people.holding(Role.HR)]
        everybody = schedule.reminder_hour in hours
        own_hours = None if everybody else (hours, with_others)
        yield unit.nudges.candidates(places, day=day, also=hr, own_hours=own_hours)


def _moments(
    unit: Unit, acting: Acting, *, since: datetime, chosen: Collection[int]
) -> Mapping[tuple[date, frozenset[int], bool], list[Place]]:
    """The places where a moment has come since then, by their day and the hours of which it has."""
    schedule = acting.policy.schedule
    hours = {schedule.reminder_hour, schedule.nudge_hour, *chosen}
    found: dict[tuple[date, frozenset[int], bool], list[Place]] = {}
    for place in unit.nudges.places():
        zone = ZoneInfo(place.timezone)
        day = acting.now.astimezone(zone).date()
        come = frozenset(hour for hour in hours if _has_come(acting, day, hour, zone=zone, since=since))
        if come:
            found.setdefault((day, come, schedule.nudge_hour in come), []).append(place)
    return found


def _has_come(acting: Acting, day: date, hour: int, *, zone: ZoneInfo, since: datetime) -> bool:
    """Whether the moment of that hour has, or after it the beginning of another period of the day."""
    hours = acting.policy.hours.office
    moment = good_moment(day, hour, hours=hours, zone=zone)
    looks = (moment, *beginnings(day, after=moment, hours=hours, zone=zone))
    return any(since < look <= acting.now for look in looks)


def _people(unit: Unit, ids: Collection[int]) -> list[Person]:
    if len(ids) <= MANY:
        return unit.people.reachable(ids)
    return [person for person in unit.people.reachable() if person.id in ids]


def absences_of(unit: Unit, ids: Collection[int], *, now: datetime) -> Mapping[int, Sequence[Absence]]:
    """When each of these people was away of late, is, or will be."""
    recently = (now - REMEMBERED).date()
    if len(ids) > MANY:
        return unit.absences.since(recently)
    return unit.absences.of(ids, since=recently)
