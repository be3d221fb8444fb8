"""The quarter itself: a clock of its own goes from one moment at which somebody is spoken to, to the next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.absences import Absence, is_away
from bot.domain.calendar import at_local
from bot.domain.notices import CardStale
from bot.domain.nudging.notices import Nudged
from bot.domain.obligations import Kind, Obligation
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.rehearsal import A_DAY, Task, moment_of, monday
from bot.jobs.table import JOBS, Beat
from bot.rehearsal.actors import Actors
from bot.rehearsal.played import Played, collisions, lookers
from bot.services.acting import Acting
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.schemes import find_scheme
from bot.services.reviews.under_review import field_of
from bot.slack.client import Slack, web_client
from storage.unit import Store

SPEAKS = "reviews.send_nudges"
MORNINGS = frozenset(
    job.id for job in JOBS if job.id.startswith(("reviews.", "goals.", "weeks.")) and not job.asks_slack
) - {"reviews.refresh_nudges", "weeks.forget_removed_cases"}
"""What is looked at in the mornings. What only brings up to date cards that nobody sees is left out."""
AFTER_ALL = timedelta(days=45)
"""After the last day of the cycle's own: talks and their answers come then."""
NOWHERE = "http://slack.invalid/"
"""No job that asks Slack is run."""
AT_WORK = (10, 16)
Key = tuple[int, Kind, int, datetime]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How it is to be played. `late`: of a hundred steps so many are done too late. `goals`: as for opening;
    None: whatever the sheets of the file say.
    """

    scheme: str
    period: str
    seed: int
    late: int
    goals: bool | None = None


@dataclass(frozen=True, kw_only=True)
class _Plan:
    owed: Obligation
    begins: date
    does: datetime | None


def opening_day(store: Store, asked: Asked, *, policy: Policy) -> tuple[datetime, Moment]:
    """When HR would open the cycle: at the head office's opening hour of the period's first working day for
    goals; where nobody is asked for any, on the day on which scoring opens by itself.

    Raises Refusal: cycle.name, scheme.unknown.
    """
    period = period_named(asked.period)
    zone, calendar = ZoneInfo(policy.default_timezone), policy.calendar()
    first = calendar.add_working_days(period.starts_on - A_DAY, 1)
    at = at_local(first, policy.schedule.opening_hour, zone=zone)
    acting = Acting(store=store, by=None, now=at, policy=policy)
    moment = Moment.GOALS if asked.goals else Moment.SCORING
    if asked.goals is None:
        with store.read() as unit:
            moment = field_of(unit, period, find_scheme(unit, asked.scheme)).moment(period, acting)
    if moment is Moment.GOALS:
        return at, moment
    days = max(1, policy.schedule.scoring_days_before_end)
    scoring = calendar.first_of_the_last(days, until=period.ends_on)
    return at_local(scoring, policy.schedule.opening_hour, zone=zone), moment


def play(
    store: Store,
    asked: Asked,
    *,
    policy: Policy,
    opens_at: datetime,
    progress: Callable[[date], object] = lambda _day: None,
) -> Played:
    """Open the cycle and live through it until nobody owes anything any more, or long after its last day.

    Raises Refusal as `open_cycle` does.
    """
    acting = Acting(store=store, by=None, now=opens_at, policy=policy)
    moment = None if asked.goals is None else Moment.GOALS if asked.goals else Moment.SCORING
    opened = open_cycle(acting, name=asked.period, scheme_key=asked.scheme, is_meant=True, moment=moment)
    with store.read() as unit:
        people = {each.id: each for each in unit.people.active()}
    played = Played(opened=opened, first=opens_at.date(), last=opened.dates.second_look_due, people=people)
    _Clock(store, asked, policy=policy, played=played).runs(opens_at, progress=progress)
    played.lookers = lookers(store, opened.name)
    played.collisions = tuple(collisions(store, opened, people, policy=policy))
    return played


class _Clock:
    """Goes from moment to moment."""

    def __init__(self, store: Store, asked: Asked, *, policy: Policy, played: Played) -> None:
        self._store, self._asked, self._policy, self._played = store, asked, policy, played
        self._actors = Actors(store, policy=policy, cycle=asked.period, seed=asked.seed)
        self._plans: dict[Key, _Plan] = {}
        self._done: dict[Key, date] = {}
        self._slack = Slack(web_client("", base_url=NOWHERE))
        with store.read() as unit:
            self._absences = unit.absences.since(date.min)
            zones = {each.timezone for each in unit.nudges.places()}
        self._zones = [ZoneInfo(each) for each in sorted(zones)]

    def runs(self, opens_at: datetime, *, progress: Callable[[date], object]) -> None:
        period = period_named(self._asked.period)
        end = max(period.ends_on, self._played.last) + AFTER_ALL
        day = opens_at.date()
        while day <= end:
            progress(day)
            for now in self._moments(day):
                if now >= opens_at:
                    self._beats(now)
            if day > period.ends_on and not self._is_anything_left():
                break
            day += A_DAY
        self._played.last = min(day, end)
        self._played.tasks = tuple(self._tasks())

    def _moments(self, day: date) -> Sequence[datetime]:
        """At which somebody's reminder, message or working time comes, anywhere."""
        schedule = self._policy.schedule
        hours = {schedule.opening_hour, schedule.reminder_hour, schedule.nudge_hour, *AT_WORK}
        if not any(self._works_somewhere(day, zone) for zone in self._zones):
            return ()
        return sorted({at_local(day, hour, zone=zone) for hour in hours for zone in self._zones})

    def _works_somewhere(self, day: date, zone: ZoneInfo) -> bool:
        return any(
            person.calendar.is_working_day(day)
            for person in self._played.people.values()
            if person.timezone == zone.key
        )

    def _beats(self, now: datetime) -> None:
        """First what people do by then, then what Steward says."""
        self._people_act(now)
        is_morning = self._is_at(now, self._policy.schedule.opening_hour, self._policy.schedule.reminder_hour)
        if not is_morning and not self._is_weekly(now):
            return
        beat = Beat(
            acting=Acting(store=self._store, by=None, now=now, policy=self._policy), slack=self._slack
        )
        for job in JOBS:
            if job.id in MORNINGS and (is_morning or job.id == SPEAKS):
                job.run(beat)
        with self._store.begin() as unit:
            sent = unit.rehearsed.take(now)
        for kind, reader, due_at in sent:
            if reader is not None and reader in self._played.people and kind != CardStale.kind:
                self._played.messages[reader, monday(due_at.date())] += 1
                self._played.nudges[reader] += kind == Nudged.kind

    def _is_at(self, now: datetime, *hours: int) -> bool:
        return any(now.astimezone(zone).hour in hours for zone in self._zones)

    def _is_weekly(self, now: datetime) -> bool:
        """Whether it is the hour of the weekly reminder, a day earlier where offices are closed."""
        schedule = self._policy.schedule
        calendars = {each.calendar for each in self._played.people.values()}
        weekdays = {each.working_weekday(schedule.nudge_weekday) for each in calendars}
        return any(
            at.hour == schedule.nudge_hour and at.weekday() in weekdays
            for at in (now.astimezone(zone) for zone in self._zones)
        )

    def _people_act(self, now: datetime) -> None:
        with self._store.read() as unit:
            waiting = [each.obligation for each in unit.obligations.waiting()]
        self._close_together(waiting, now)
        for owed in waiting:
            if owed.opens_at > now or owed.person_id not in self._played.people:
                continue
            key = _key(owed)
            plan = self._plans.get(key) or self._plans.setdefault(key, self._planned(owed))
            if plan.does is not None and plan.does <= now and self._actors.can(owed.kind):
                self._acts(key, owed, now)

    def _close_together(self, waiting: Sequence[Obligation], now: datetime) -> None:
        """Results are released a department at a time: whoever did so did every step that is gone with it."""
        open_now = {_key(each) for each in waiting}
        for key, plan in self._plans.items():
            if plan.owed.kind is Kind.RELEASE and key not in open_now and key not in self._done:
                self._done[key] = _day(now, self._played.people[plan.owed.person_id])

    def _acts(self, key: Key, owed: Obligation, now: datetime) -> None:
        refused = self._actors.does(owed, now=now)
        if refused is None and owed.kind is not Kind.RELEASE:
            self._done[key] = _day(now, self._played.people[owed.person_id])
        elif refused is not None:
            self._played.refused[refused] += 1
            self._plans[key] = _Plan(owed=owed, begins=self._plans[key].begins, does=now + A_DAY)

    def _planned(self, owed: Obligation) -> _Plan:
        """When somebody does it: drawn from the seed, on a working day on which they are there."""
        person = self._played.people[owed.person_id]
        begins = _day(owed.opens_at, person)
        dice = Random(f"{self._asked.seed}: {owed.person_id} {owed.kind} {owed.subject_id}")
        day = moment_of(
            begins,
            owed.due_on,
            lapses_on=owed.lapses_on,
            calendar=person.calendar,
            late=self._asked.late,
            dice=dice,
        )
        last = owed.lapses_on or owed.due_on + AFTER_ALL
        while day is not None and not self._is_there(person, day):
            day = day + A_DAY if day < last else None
        at = None if day is None else datetime.combine(day, time(dice.choice((9, 10, 14, 16))), person.zone)
        return _Plan(owed=owed, begins=begins, does=at)

    def _is_there(self, person: Person, day: date) -> bool:
        absences: Sequence[Absence] = self._absences.get(person.id, ())
        return person.calendar.is_working_day(day) and not is_away(absences, day)

    def _is_anything_left(self) -> bool:
        with self._store.read() as unit:
            waiting = [each.obligation for each in unit.obligations.waiting()]
        return any(self._actors.can(each.kind) for each in waiting)

    def _tasks(self) -> Iterator[Task]:
        for key, plan in self._plans.items():
            yield Task(
                person_id=plan.owed.person_id,
                kind=plan.owed.kind,
                minutes=plan.owed.minutes,
                begins=plan.begins,
                due_on=plan.owed.due_on,
                done_on=self._done.get(key),
            )


def _day(now: datetime, person: Person) -> date:
    return now.astimezone(person.zone).date()


def _key(owed: Obligation) -> Key:
    return owed.person_id, owed.kind, owed.subject_id, owed.since
