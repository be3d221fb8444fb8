"""The desk in figures: what a period came to, against the four weeks before; by branch and by page.

Medians and 90th percentiles are by nearest rank, of working minutes. Source: domain.md §10.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY
from bot.domain.intake.report_cases import Case, How
from bot.domain.intake.report_groups import Contribution, Groups, grouped
from bot.domain.intake.report_period import Days
from bot.domain.text import key

MOST_POINTS = 20
"""So many a chart of Slack's takes."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Some durations: how many, the middle one, and the one that nine of ten do not exceed."""

    count: int
    median: int
    ninth: int


def nearest_rank(values: Sequence[int], percent: int) -> int:
    """Of ordered values, not none: the least that so many of a hundred do not exceed."""
    return values[-(-percent * len(values) // 100) - 1]


def spread(values: Iterable[int]) -> Spread | None:
    """None where there are no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(count=len(ordered), median=nearest_rank(ordered, 50), ninth=nearest_rank(ordered, 90))


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What happened in some days. Whatever it is, it counts in the days in which it happened.

    `settled`: by the desk, or as a duplicate, and still so when the days were over; `mistakes` and
    `duplicates` are of them. `lapsed`: closed because the requester did not answer. `waiting`: how long
    those waited for their requester that did.
    """

    filed: int = 0
    settled: int = 0
    mistakes: int = 0
    duplicates: int = 0
    lapsed: int = 0
    reopened: int = 0
    first_answer: Spread | None = None
    resolution: Spread | None = None
    waiting: Spread | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.filed or self.settled or self.lapsed or self.reopened or self.first_answer)

    def share(self, count: int) -> float | None:
        """Of those that were settled; None where none was."""
        return count / self.settled if self.settled else None


@dataclass(frozen=True, kw_only=True)
class Around:
    """What did not become a request, and what requesters said. `solved`: by a known answer before filing;
    `followed`: found a colleague's request to be the same. `deflected`: mentions of developers that were
    pointed to the desk; `became`: those of them that became requests. `good` and `bad`: what requesters
    thought of how theirs was settled.
    """

    solved: int = 0
    followed: int = 0
    deflected: int = 0
    became: int = 0
    good: int = 0
    bad: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.solved or self.followed or self.deflected or self.good or self.bad)

    @property
    def satisfied(self) -> float | None:
        """The share of those who said something; None where nobody did."""
        return self.good / (self.good + self.bad) if self.good or self.bad else None


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of the chart: some days, a week of them where there is room."""

    days: Days
    filed: int
    settled: int
    mistakes: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A page on which operating mistakes repeat, in the period and the four weeks before it."""

    page: str
    mistakes: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """`now` is of `days`, `before` of the four weeks before. `least`: people in a group, at least."""

    days: Days
    least: int
    now: Measures
    before: Measures
    around: Around
    around_before: Around
    branches: Groups[Measures] = field(default_factory=Groups)
    pages: Groups[Measures] = field(default_factory=Groups)
    points: tuple[Point, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell of these days."""
        return self.now.is_nothing and self.around.is_nothing

    def a_week(self, count: int, *, before: bool = False) -> float:
        """So many a week, of the days or of the four weeks before."""
        return count * 7 / (self.days.before.length if before else self.days.length)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The requests of a period as they stood when it was over, and of the four weeks before likewise."""

    now: Sequence[Case]
    before: Sequence[Case]
    around: Around = field(default_factory=Around)
    around_before: Around = field(default_factory=Around)


def report(counted: Counted, *, days: Days, zone: ZoneInfo, least: int) -> Report:
    """The report on some days of the company's."""
    start, end = days.moments(zone)
    earlier, _ = days.before.moments(zone)
    return Report(
        days=days,
        least=least,
        now=measures(counted.now, start=start, end=end),
        before=measures(counted.before, start=earlier, end=start),
        around=counted.around,
        around_before=counted.around_before,
        branches=_by(counted.now, lambda case: case.told.branch, start=start, end=end, least=least),
        pages=_by(counted.now, lambda case: page_name(case.told.page), start=start, end=end, least=least),
        points=_since_the_first(list(_points(counted.now, days, zone))),
        candidates=candidates(counted.now, since=earlier, start=start, end=end, least=least),
    )


def measures(cases: Iterable[Case], *, start: datetime, end: datetime) -> Measures:
    """What these came to from `start` until before `end`."""
    counts = dict.fromkeys(How, 0)
    filed = reopened = 0
    answers, work, wait = [], [], []
    for case in cases:
        filed += start <= case.told.filed_at < end
        reopened += any(start <= at < end for at in case.reopened_at)
        if case.answered_at is not None and start <= case.answered_at < end:
            answers.append(case.answer_minutes or 0)
        if case.settled_at is not None and case.how is not None and start <= case.settled_at < end:
            counts[case.how] += 1
            if case.work_minutes is not None:
                work.append(case.work_minutes)
                wait.append(case.wait_minutes or 0)
    return Measures(
        filed=filed,
        settled=counts[How.MISTAKE] + counts[How.HELPED] + counts[How.DUPLICATE],
        mistakes=counts[How.MISTAKE],
        duplicates=counts[How.DUPLICATE],
        lapsed=counts[How.LAPSED],
        reopened=reopened,
        first_answer=spread(answers),
        resolution=spread(work),
        waiting=spread(each for each in wait if each),
    )


def candidates(
    cases: Iterable[Case], *, since: datetime, start: datetime, end: datetime, least: int
) -> tuple[Candidate, ...]:
    """Pages on which at least so many people made a mistake since then, one of them in the period itself."""
    mistakes: dict[str, list[Case]] = {}
    for case in cases:
        page = page_name(case.told.page)
        is_one = case.how is How.MISTAKE and case.settled_at is not None and since <= case.settled_at < end
        if is_one and page and not case.told.is_private:
            mistakes.setdefault(key(page), []).append(case)
    found = [
        Candidate(page=page_name(some[0].told.page), mistakes=len(some))
        for some in mistakes.values()
        if len({each.told.requester_id for each in some}) >= least
        and any(each.settled_at is not None and each.settled_at >= start for each in some)
    ]
    return tuple(sorted(found, key=lambda each: (-each.mistakes, each.page)))


def page_name(page: str) -> str:
    """A page as it is counted: without its query and what follows, and the slash at its end."""
    name = page.strip().partition("#")[0].partition("?")[0].rstrip("/")
    return name.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def cut(days: Days) -> list[Days]:
    """The days and the four weeks before, in weeks, or in several weeks where there are too many."""
    weeks = 1
    first = days.before.first
    length = (days.last - first).days + 1
    while -(-length // (7 * weeks)) > MOST_POINTS:
        weeks += 1
    found = []
    while first <= days.last:
        last = min(first + timedelta(days=7 * weeks) - ONE_DAY, days.last)
        found.append(Days(first=first, last=last))
        first = last + ONE_DAY
    return found


def _points(cases: Iterable[Case], days: Days, zone: ZoneInfo) -> Iterator[Point]:
    spans = cut(days)
    begins = [each.moments(zone)[0] for each in spans]
    end = days.moments(zone)[1]

    def place(at: datetime) -> int | None:
        return bisect_right(begins, at) - 1 if begins[0] <= at < end else None

    filed: Counter[int | None] = Counter()
    settled: Counter[int | None] = Counter()
    mistakes: Counter[int | None] = Counter()
    for case in cases:
        filed[place(case.told.filed_at)] += 1
        if case.settled_at is not None and case.how is not How.LAPSED:
            settled[place(case.settled_at)] += 1
            mistakes[place(case.settled_at)] += case.how is How.MISTAKE
    for number, each in enumerate(spans):
        yield Point(days=each, filed=filed[number], settled=settled[number], mistakes=mistakes[number])


def _since_the_first(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without those before anything happened: a desk that is new has no past to draw."""
    first = next((number for number, each in enumerate(points) if each.filed or each.settled), 0)
    return tuple(points[first:])


def _counts(case: Case, start: datetime, end: datetime) -> bool:
    """Whether something of it happened in the days."""
    moments = (case.told.filed_at, case.answered_at, case.settled_at, *case.reopened_at)
    return any(at is not None and start <= at < end for at in moments)


def _by(
    cases: Iterable[Case], name: Callable[[Case], str], *, start: datetime, end: datetime, least: int
) -> Groups[Measures]:
    """Each group of those that count in the days. A private request is named in none."""
    return grouped(
        [
            Contribution(
                name="" if case.told.is_private else name(case), person_id=case.told.requester_id, of=case
            )
            for case in cases
            if _counts(case, start, end)
        ],
        lambda some: measures(some, start=start, end=end),
        size=lambda found: (found.filed, found.settled),
        least=least,
    )
