"""How far asking reaches, by department: how many steps are done in time, after how many reminders and days.

Only counts, never a name or a score. The definitions are our choice.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.obligations import TOLD_TO_NOBODY, Kind, Subject
from bot.domain.people import Grade

COUNTED = (
    frozenset(Kind)
    - TOLD_TO_NOBODY
    - {
        Kind.REPLY,
        Kind.CONFIRMATION,
        Kind.REQUEST,
        Kind.HANDOVER,
        Kind.WORDING,
        Kind.READY,
        Kind.DECISION,
        Kind.ARGUMENT,
        Kind.DUTY_SWAP,
    }
)
"""Steps of reviews, goals and the weeks in between; the website desk is measured for itself."""

OF_SEVERAL = frozenset({Subject.FIGURES, Subject.SHARED_KPI, Subject.SUGGESTION, Subject.PROJECT})
"""What several people owe something of at once: only one's own row goes on in another one."""

MOST_LEVELS = 20


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Somebody who is there, as far as counting goes."""

    id: int
    department: str
    manager_id: int | None
    grade: Grade


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step that waits, or waited until `done_at`, for one person. `other_left_on`: the other side's."""

    id: int
    person_id: int
    department: str
    timezone: str
    country: str
    kind: Kind
    subject: Subject
    subject_id: int
    since: datetime
    due_on: date
    lapses_on: date | None
    done_at: datetime | None
    other_left_on: date | None


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Of one department; `name` None: of small ones together, or of the whole company.

    `on_time`: done on the due day or before. `late`: done after it, or not done though it is over. `open`:
    not done and not due yet. `nudges`: reminders that the completed ones got while they waited.
    `median_days`: working days from becoming somebody's to done, by nearest rank; None where nothing is done.
    """

    name: str | None
    people: int
    on_time: int
    late: int
    open: int
    completed: int
    nudges: int
    median_days: int | None

    @property
    def steps(self) -> int:
        return self.on_time + self.late + self.open

    @property
    def late_share(self) -> float:
        """Of those whose day has come, or that are done."""
        return self.late / (self.on_time + self.late) if self.late else 0.0

    @property
    def nudges_per_step(self) -> float | None:
        return self.nudges / self.completed if self.completed else None


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A department as the table of deeds asks for it. `heads`: who heads it."""

    department: str
    heads: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class PeriodReach:
    """`departments`: what the reader may see, the latest first. `whole`: the company, None where they see
    only their own. `least`: how many people a figure is of at least.
    """

    period: str
    departments: tuple[Reach, ...]
    whole: Reach | None
    least: int


@dataclass(frozen=True, kw_only=True)
class ReachOnHome:
    """On HR's Home: the newest period, whose figures are a click away."""

    period: str


def heads(workers: Sequence[Worker]) -> Mapping[str, frozenset[int]]:
    """Who heads each department: the nearest senior superior of its people; where there is none, whoever of
    the department leads in it and has nobody above them who does. Several of whom that is so are equals: none
    of them reads of the others' people, and nobody heads it.
    """
    by_id = {each.id: each for each in workers}
    above: dict[str, set[int]] = {each.department: set() for each in workers}
    for each in workers:
        if each.manager_id in by_id:
            above[each.department].add(each.manager_id)
    return {name: frozenset(_heads(name, level, by_id)) for name, level in above.items()}


def _heads(name: str, superiors: Collection[int], by_id: Mapping[int, Worker]) -> Collection[int]:
    level = {by_id[each].id: by_id[each] for each in superiors}
    for _ in range(MOST_LEVELS):
        seniors = [each for each in level.values() if each.grade is Grade.SENIOR]
        if seniors:
            led = {each.id for each in seniors}
            # A deputy does not head whom they report to.
            return [
                min(seniors, key=lambda each: (each.department != name, each.manager_id in led, each.id)).id
            ]
        above = {each.manager_id for each in level.values()}
        level = {each: by_id[each] for each in above if each is not None and each in by_id}
    leads = {each for each in superiors if by_id[each].department == name}
    highest = [each for each in leads if leads.isdisjoint(_above(each, by_id))]
    return highest if len(highest) == 1 else ()


def _above(person_id: int, by_id: Mapping[int, Worker]) -> Iterator[int]:
    """To whom somebody reports, and those to whom these report."""
    for _ in range(MOST_LEVELS):
        manager_id = by_id[person_id].manager_id
        if manager_id is None or manager_id not in by_id:
            return
        yield manager_id
        person_id = manager_id


def counted(steps: Iterable[Step]) -> Iterator[Step]:
    """Those that somebody did or did not do. What ended otherwise is not theirs: a step that went on in
    another row (to a new manager, or as somebody came back) is that one; one about somebody who left ended.

    The steps of one subject stand together; of one at a time they are all held, of a year never.
    """
    for _, some in groupby(steps, key=lambda each: (each.subject, each.subject_id)):
        of_it = list(some)
        begun: dict[tuple[Kind, int | None], list[tuple[int, datetime]]] = {}
        for each in of_it:
            begun.setdefault(_chain(each), []).append((each.id, each.since))
        for each in of_it:
            if each.done_at is None or not (_goes_on(each, begun[_chain(each)]) or _ended_by_leaving(each)):
                yield each


def _goes_on(step: Step, begun: Iterable[tuple[int, datetime]]) -> bool:
    return any(number > step.id and since in (step.since, step.done_at) for number, since in begun)


def _ended_by_leaving(step: Step) -> bool:
    left, done = step.other_left_on, step.done_at
    return left is not None and done is not None and left <= _day(done, step)


def reach(
    steps: Iterable[Step],
    workers: Sequence[Worker],
    nudges: Mapping[int, Sequence[datetime]],
    calendars: Mapping[str, Calendar],
    *,
    now: datetime,
    least: int,
) -> tuple[list[Reach], Reach]:
    """Each department's, the latest first, and the whole. `nudges`: of each person, in their order.

    Departments in which fewer than `least` people had a step are counted together, with the next larger one
    where they are fewer even so, and left out where all are: no figure points at one person.
    """
    tallies = {each.department: _Tally() for each in workers}
    for each in steps:
        if each.department in tallies:
            tallies[each.department].add(measured(each, nudges, calendars, now=now))
    sizes = Counter(each.department for each in workers)
    counts = {name: len(each.person_ids) for name, each in tallies.items() if each.person_ids}
    small, large = grouped(counts, least=least)
    groups = [_reach(name, [tallies[name]], people=sizes[name]) for name in large]
    if small:
        some = [tallies[name] for name in small]
        groups.append(_reach(None, some, people=sum(sizes[name] for name in small)))
    groups.sort(key=lambda each: (-each.late_share, -each.late, each.name or "\uffff"))
    return groups, _reach(None, list(tallies.values()), people=len(workers))


def grouped(counts: Mapping[str, int], *, least: int) -> tuple[list[str], list[str]]:
    """Of groups of so many people: which are counted together, none where they are too few even so, and which
    stand alone.
    """
    alone = sorted(counts, key=lambda name: (counts[name], name))
    together: list[str] = []
    while alone and (counts[alone[0]] < least or 0 < sum(counts[each] for each in together) < least):
        together.append(alone.pop(0))
    return (together if sum(counts[each] for each in together) >= least else []), alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What became of one step: done, late (done after its day, or not done though it is over), or neither.

    `days`: working days until it was done; `nudges`: reminders meanwhile.
    """

    person_id: int
    is_late: bool
    is_done: bool
    days: int
    nudges: int


def measured(
    step: Step, nudges: Mapping[int, Sequence[datetime]], calendars: Mapping[str, Calendar], *, now: datetime
) -> Measured:
    """What became of a step by now."""
    done = step.done_at
    if done is not None and step.lapses_on is not None and _day(done, step) > step.lapses_on:
        done = None  # it lapsed: nobody did it
    is_late = _day(done or now, step) > step.due_on
    if done is None:
        return Measured(person_id=step.person_id, is_late=is_late, is_done=False, days=0, nudges=0)
    moments = nudges.get(step.person_id, ())
    return Measured(
        person_id=step.person_id,
        is_late=is_late,
        is_done=True,
        days=working_days_between(_day(step.since, step), _day(done, step), calendars[step.country]),
        nudges=bisect_left(moments, done) - bisect_left(moments, step.since),
    )


@lru_cache(maxsize=2**15)
def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """The working days after the first day up to the last: 0 for what is done on the day itself."""
    length = (last - first).days
    return sum(calendar.is_working_day(first + timedelta(days=number)) for number in range(1, length + 1))


@dataclass(kw_only=True)
class _Tally:
    """Steps of a department, counted. `days`: how many were done after so many working days."""

    person_ids: set[int] = field(default_factory=set)
    on_time: int = 0
    late: int = 0
    open: int = 0
    nudges: int = 0
    days: Counter[int] = field(default_factory=Counter)

    def add(self, step: Measured) -> None:
        self.person_ids.add(step.person_id)
        self.late += step.is_late
        if step.is_done:
            self.on_time += not step.is_late
            self.nudges += step.nudges
            self.days[step.days] += 1
        else:
            self.open += not step.is_late


def _reach(name: str | None, tallies: Sequence[_Tally], *, people: int) -> Reach:
    days = sum((each.days for each in tallies), Counter[int]())
    return Reach(
        name=name,
        people=people,
        on_time=sum(each.on_time for each in tallies),
        late=sum(each.late for each in tallies),
        open=sum(each.open for each in tallies),
        completed=days.total(),
        nudges=sum(each.nudges for each in tallies),
        median_days=_median(days),
    )


def _median(days: Mapping[int, int]) -> int | None:
    """By nearest rank; None of nothing."""
    left = (sum(days.values()) + 1) // 2
    for number in sorted(days):
        left -= days[number]
        if left <= 0:
            return number
    return None


def _chain(step: Step) -> tuple[Kind, int | None]:
    """What of a subject can go on in one another."""
    return step.kind, step.person_id if step.subject in OF_SEVERAL else None


def _day(moment: datetime, step: Step) -> date:
    return moment.astimezone(ZoneInfo(step.timezone)).date()
