"""Cycles: what their names mean, and which days follow from them."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.goals.status import PersonsGoals
from bot.domain.people import Grade
from bot.domain.policy import Schedule
from bot.domain.reviews.fingerprint import Rules
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.talk_overview import TalkCounts
from bot.domain.reviews.way import UNRATED_MARKS, Mark
from bot.domain.text import word
from bot.errors import Refusal

_NAME = re.compile(r"(?P<year>20[0-9]{2})(?P<part>Q[1-4]|H[12])?")
_AD_HOC = re.compile(
    r"(?P<first>20[0-9]{2}[01][0-9][0-3][0-9])-(?P<last>20[0-9]{2}[01][0-9][0-3][0-9])(?:-[1-9][0-9]?)?"
)
_AD_HOC_AS_READ = re.compile(
    r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})[-–—](20[0-9]{2})-([0-9]{2})-([0-9]{2})(?:\(([1-9][0-9]?)\))?"
)
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")


@dataclass(frozen=True, kw_only=True)
class Period:
    """What is under review, and whose cadence it is. `name` as people write it: 2026Q4, 2026.

    `grade`: None for a year, which is everybody's, and for an ad-hoc review (`is_ad_hoc`), which is one
    person's.
    """

    name: str
    starts_on: date
    ends_on: date
    grade: Grade | None
    is_ad_hoc: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is about what its quarters or half-years came to, and nothing else is scored in it."""
        return self.grade is None and not self.is_ad_hoc

    @property
    def is_part_of_year(self) -> bool:
        """Whether what it came to counts in its year."""
        return self.grade is not None


@dataclass(frozen=True, kw_only=True)
class Dates:
    """`self_score_due` is the day people are told; self-scores are taken until `self_score_closes`."""

    self_score_due: date
    self_score_closes: date
    approval_due: date
    second_look_due: date


@dataclass(frozen=True, kw_only=True)
class GoalsDates:
    """`due`: the day by which goals are agreed on. `scoring_opens_on`: when scoring opens by itself."""

    due: date
    scoring_opens_on: date


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One period under review, as far as it concerns everybody in it; its scheme stands in CycleFacts.

    `goals`: the days of its first moment; None where sheets came with the organisation file.
    """

    id: int
    name: str
    starts_on: date
    ends_on: date
    opened_at: datetime
    is_withdrawn: bool
    dates: Dates
    goals: GoalsDates | None = None
    scoring_opened_at: datetime | None = None

    @property
    def is_in_goals(self) -> bool:
        """Whether people agree on their goals in it, and nobody is scored yet."""
        return self.goals is not None and self.scoring_opened_at is None


@dataclass(frozen=True, kw_only=True)
class OpenedCycle:
    """What came of opening: for how many people, and who is not under review (no manager and no sheet).

    `goals`: its days, where it was opened for goals; then `people` are those who are asked for them, and
    `kept` is how many keep the sheet that came with the organisation file. `too_new`: who is not rated in it.
    `without_result`: of a year, in whose year nothing counts.
    """

    name: str
    scheme: Scheme
    people: int
    dates: Dates
    not_reviewed: tuple[str, ...]
    goals: GoalsDates | None = None
    kept: int = 0
    too_new: tuple[str, ...] = ()
    without_result: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Who took a cycle back, when and why. `by` is empty for the command line."""

    by: str
    on: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class AskedToWithdraw:
    """What whoever withdraws a cycle is asked about: for how many people it is open, how many were told.

    `is_in_goals`: nobody is scored in it yet.
    """

    cycle_id: int
    name: str
    opened_at: datetime
    people: int
    told: int
    reason: str
    is_in_goals: bool = False


@dataclass(frozen=True, kw_only=True)
class WithdrawnCycle:
    """What came of it: how many people read that there is nothing to do."""

    name: str
    people: int
    told: int


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far one person is in a cycle; no scores. `delegate`: who decides in the manager's place.
    `given_back`: it is the employee's again because they wanted it.
    """

    department: str
    name: str
    employee_id: int
    manager: str
    manager_id: int
    mark: Mark
    owed_since: datetime
    delegate: str | None = None
    given_back: bool = False


@dataclass(frozen=True, kw_only=True)
class DepartmentCount:
    """How many people of a department are how far; `people` are those who come to a score."""

    name: str
    people: int
    by_mark: Mapping[Mark, int]


@dataclass(frozen=True, kw_only=True)
class CameLate:
    """A piece of feedback that came too late for a score: who had it, in which department, and from whom."""

    department: str
    receiver: str
    giver: str


@dataclass(frozen=True, kw_only=True)
class CycleStatus:
    """How far everybody is, as far as the reader may know.

    `people` are scored. `goals`: the days on which goals are due and scoring opens, where it was opened for
    goals; `agreeing` are those who agree on them, and once scoring is open those who have not yet. `kept`:
    how many keep the sheet that came with the organisation file. `others_in_goals`: names of cycles in which
    goals are agreed on meanwhile, where no cycle was named; `others_running`: likewise in which people
    are scored. `came_late`: by department and name, before HR.
    `rules`: as they were fixed, for whoever runs cycles. `too_new`: who has no review in it, because they
    came too late to be rated. `talks`: about released results, before HR.
    """

    name: str
    starts_on: date
    ends_on: date
    dates: Dates
    people: tuple[Progress, ...]
    goals: GoalsDates | None = None
    is_in_goals: bool = False
    agreeing: tuple[PersonsGoals, ...] = ()
    kept: int = 0
    others_in_goals: tuple[str, ...] = ()
    others_running: tuple[str, ...] = ()
    came_late: tuple[CameLate, ...] = ()
    rules: Rules | None = None
    too_new: tuple[str, ...] = ()
    talks: TalkCounts | None = None

    def count(self, mark: Mark) -> int:
        return sum(each.mark is mark for each in self.people)

    @property
    def rated(self) -> int:
        """How many come to a score."""
        return sum(each.mark not in UNRATED_MARKS for each in self.people)

    @property
    def departments(self) -> tuple[DepartmentCount, ...]:
        """One row a department, by name."""
        counts: dict[str, Counter[Mark]] = {}
        for each in self.people:
            counts.setdefault(each.department, Counter())[each.mark] += 1
        return tuple(
            DepartmentCount(name=name, people=_rated(count), by_mark=count)
            for name, count in sorted(counts.items())
        )


def _rated(counts: Counter[Mark]) -> int:
    return sum(count for mark, count in counts.items() if mark not in UNRATED_MARKS)


def cycle_name(written: str) -> str:
    """The one form of a cycle's name, however somebody wrote it, spaces and all: 2026Q4. Of an ad-hoc review
    also as it is read: 2026-10-01–2026-11-30 is 20261001-20261130.
    """
    name = "".join(word(written).split()).upper()
    match = _AD_HOC_AS_READ.fullmatch(name)
    if match is None:
        return name
    *days, number = match.groups()
    return "".join(days[:3]) + "-" + "".join(days[3:]) + (f"-{number}" if number else "")


def with_whole_names(said: Sequence[str]) -> list[str]:
    """What stands behind a command with a cycle's name in one piece: people write "2026 Q4", as cards do."""
    whole: list[str] = []
    for each in said:
        if whole and _NAME.fullmatch(cycle_name(f"{whole[-1]}{each}")) and not _NAME.fullmatch(each):
            whole[-1] += each
        else:
            whole.append(each)
    return whole


def is_cycle_name(written: str) -> bool:
    """Whether this is what a cycle may be called."""
    return is_period_name(written) or is_ad_hoc(written)


def is_period_name(written: str) -> bool:
    """The same of those that people open for everybody: no ad-hoc review."""
    return _NAME.fullmatch(cycle_name(written)) is not None


def is_year(name: str) -> bool:
    """Whether a cycle of this name is about a year; what is no cycle's name is not."""
    return is_period_name(name) and period_named(name).is_year


def is_ad_hoc(name: str) -> bool:
    """Whether a cycle of this name is an ad-hoc review of one person."""
    match = _AD_HOC.fullmatch(cycle_name(name))
    return match is not None and all(_compact(match[part]) is not None for part in ("first", "last"))


def ad_hoc_name(first: date, last: date, *, taken: Collection[str]) -> str:
    """What an ad-hoc review of these days is called: 20261001-20261130, and where that is `taken`
    20261001-20261130-2.
    """
    days = f"{first:%Y%m%d}-{last:%Y%m%d}"
    names = (days, *(f"{days}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)


def read_ad_hoc(name: str) -> str:
    """Its name as people read it: "2026-10-01–2026-11-30"; the second of these days has a (2)."""
    period = period_under_review(name)
    number = name.split("-")[2:]
    return f"{period.starts_on}–{period.ends_on}" + (f" ({number[0]})" if number else "")


def in_order(name: str) -> int:
    """Where it stands beside others: a period, then an ad-hoc review, then a year."""
    return 2 if is_year(name) else 1 if is_ad_hoc(name) else 0


def _compact(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether this is how a day is written; that it exists is not looked at."""
    return _DAY.fullmatch(word(text)) is not None


def day_named(text: str) -> date:
    """A day with the year first: 2027-01-29, 2027/1/29, 2027年1月29日. Raises Refusal("cycle.day")."""
    match = _DAY.fullmatch(word(text))
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise Refusal("cycle.day", text=text) from None


class UnusualPeriod(Refusal):
    """Nothing was opened yet: whoever asked is asked whether this period is meant."""

    def __init__(self, period: Period, *, people: int, usual: Sequence[str]) -> None:
        super().__init__(
            "cycle.unusual",
            name=period.name,
            starts=period.starts_on,
            ends=period.ends_on,
            people=people,
            usual=list(usual),
        )
        self.period = period


def period_named(name: str) -> Period:
    """A quarter is for staff, a half-year for senior people, a year for both. Source: domain.md §8.

    Raises Refusal("cycle.name") for anything else.
    """
    match = _NAME.fullmatch(cycle_name(name))
    if match is None:
        raise Refusal("cycle.name", name=name)
    year, part = int(match["year"]), match["part"]
    if part is None:
        return Period(name=match[0], starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), grade=None)
    months, grade = (3, Grade.STAFF) if part.startswith("Q") else (6, Grade.SENIOR)
    first = (int(part[1]) - 1) * months + 1
    after = date(year + (first + months) // 13, (first + months - 1) % 12 + 1, 1)
    return Period(
        name=match[0], starts_on=date(year, first, 1), ends_on=after - timedelta(days=1), grade=grade
    )


def period_under_review(name: str) -> Period:
    """What a cycle of this name is about; an ad-hoc review as well. Raises Refusal("cycle.name")."""
    match = _AD_HOC.fullmatch(cycle_name(name))
    first, last = (_compact(match["first"]), _compact(match["last"])) if match else (None, None)
    if match is None or first is None or last is None:
        return period_named(name)
    return Period(name=match[0], starts_on=first, ends_on=last, grade=None, is_ad_hoc=True)


def are_alike(one: str, other: str) -> bool:
    """Whether results of these two cycles can be compared: a quarter with a quarter, a year with a year, an
    ad-hoc review with nothing.
    """
    this, that = period_under_review(one), period_under_review(other)
    return this.grade is that.grade and not (this.is_ad_hoc or that.is_ad_hoc)


def usual_names(grade: Grade | None, *, today: date) -> tuple[str, ...]:
    """The period before, the one that contains `today`, and the next: to open any other is asked first. Of
    years only the one before: what has not ended cannot be summed up.

    Source: docs/decisions/0010 (our choice).
    """
    if grade is None:
        return (str(today.year - 1),)
    letter, parts = ("Q", 4) if grade is Grade.STAFF else ("H", 2)
    now = today.year * parts + (today.month - 1) * parts // 12
    before, this, after = (f"{each // parts}{letter}{each % parts + 1}" for each in (now - 1, now, now + 1))
    return before, this, after


def dates_for(period: Period, *, opened_on: date, schedule: Schedule, calendar: Calendar) -> Dates:
    """The days of a cycle, counted in working days from the later of the period's end and its opening."""
    due = calendar.add_working_days(max(period.ends_on, opened_on), schedule.self_score_days)
    approval = calendar.add_working_days(due, schedule.approval_days)
    return Dates(
        self_score_due=due,
        self_score_closes=calendar.add_working_days(due, schedule.self_score_grace_days),
        approval_due=approval,
        second_look_due=calendar.add_working_days(approval, schedule.second_look_days),
    )


def moved_to(closes: date, *, now: Dates, schedule: Schedule, calendar: Calendar) -> Dates:
    """The days after HR has given more time: self-scores are due on the last day on which they are taken.

    Raises Refusal("cycle.not_later") for a day that gives no more time.
    """
    if closes <= now.self_score_closes:
        raise Refusal("cycle.not_later", new=closes, closes=now.self_score_closes)
    approval = max(calendar.add_working_days(closes, schedule.approval_days), now.approval_due)
    second_look = calendar.add_working_days(approval, schedule.second_look_days)
    return Dates(
        self_score_due=closes,
        self_score_closes=closes,
        approval_due=approval,
        second_look_due=max(second_look, now.second_look_due),
    )
