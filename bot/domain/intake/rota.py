"""Who has the website desk in which week, and who stands in."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.absences import Absence
from bot.domain.calendar import Calendar
from bot.domain.intake.triage import on_duty
from bot.domain.people import Person
from bot.domain.text import address, plain
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal

WEEK = timedelta(days=7)
AHEAD = 26
"""So many weeks ahead an entry may be made (our choice)."""

_COUNTED_FROM = date(2024, 1, 1)
_ISO_WEEK = re.compile(r"(\d{4})-?[wW](\d{1,2})")
_BARE_WEEK = re.compile(r"[wW](\d{1,2})")


@dataclass(frozen=True, kw_only=True)
class DutyWeek:
    """What was decided of one week, which beats the turns; `week` is its Monday."""

    week: date
    person_id: int
    stand_in_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class WeekOfDuty:
    """One week as people read it: whose it is, and who stands in on some of its days."""

    week: date
    person: Person
    stand_ins: tuple[Person, ...] = ()

    @property
    def last(self) -> date:
        """Its Sunday."""
        return last_of(self.week)


@dataclass(frozen=True, kw_only=True)
class DutyFacts:
    """Who has the desk now, None where nobody has the role; in which `hours`, by their own clock.

    `may_swap`: the reader takes turns, and there is somebody to swap with.
    """

    on_duty: Person | None
    hours: WorkingHours | None
    this_week: WeekOfDuty | None
    next_weeks: tuple[WeekOfDuty, ...]
    may_swap: bool


@dataclass(frozen=True, kw_only=True)
class DutyChange:
    """From `at` on a person has the desk, until the next change; `was_id` had it before.

    `carried`: the numbers of the requests that went over with it.
    """

    id: int
    week: date
    person_id: int
    was_id: int | None
    at: datetime
    carried: tuple[int, ...]


def today_of(now: datetime, *, timezone: str) -> date:
    """The company's day, by which weeks change."""
    return now.astimezone(ZoneInfo(timezone)).date()


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def last_of(week: date) -> date:
    """The Sunday of the week that begins on a Monday."""
    return week + timedelta(days=6)


def iso_week(week: date) -> str:
    """Its name: `2026-W50`."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02d}"


def in_line(
    product_managers: Sequence[Person], *, week: date, rota: Sequence[str], named: str, entry: DutyWeek | None
) -> tuple[Person, ...]:
    """Everybody who can have the desk that week, in the order in which they stand in for one another.

    What was decided of the week comes first, then whose turn it is in the `rota` (e-mails) and who follows,
    then the one who is `named`, then all others. Whoever is not among the `product_managers`, the active
    ones, is passed over: their turn is the next one's. Source: docs/decisions/0029.
    """
    by_address = {address(each.email): each for each in product_managers}
    by_id = {each.id: each for each in product_managers}
    turn = (week - _COUNTED_FROM).days // 7 % len(rota) if rota else 0
    first = on_duty(product_managers, email=named)
    wanted = [
        *((by_id.get(entry.person_id), by_id.get(entry.stand_in_id or 0)) if entry else ()),
        *(by_address.get(address(email)) for email in (*rota[turn:], *rota[:turn])),
        first,
        *product_managers,
    ]
    return tuple({each.id: each for each in wanted if each is not None}.values())


def gaps(product_managers: Sequence[Person], rota: Iterable[str]) -> tuple[str, ...]:
    """Whose turn falls to the next one: those of the rota who are not among the active product managers."""
    known = {address(each.email) for each in product_managers}
    return tuple(dict.fromkeys(email for email in rota if address(email) not in known))


def present(line: Sequence[Person], is_away: Callable[[Person], bool]) -> Person | None:
    """The first who is there; where all are away the first of all, so that it is never nobody."""
    return next((each for each in line if not is_away(each)), next(iter(line), None))


def is_away_from_desk(absences: Iterable[Absence], day: date, *, calendar: Calendar) -> bool:
    """Whether somebody is away on a day; over a day off they are if they were on the working day before."""
    asked = {day}
    while not calendar.is_working_day(day) and len(asked) < WEEK.days:
        day -= timedelta(days=1)
        asked.add(day)
    return any(each.covers(one) for each in absences for one in asked)


def parse_week(written: str, *, today: date) -> date:
    """The Monday of a week as people write it: `2026-W50`, `W50`, a day in it (2026-12-09), "next week".

    A bare number that is over is next year's. Raises Refusal: duty.week_unknown, duty.week_over,
    duty.week_too_far.
    """
    said = plain(written).casefold().strip()
    found = _named(said, this=week_of(today))
    if found is None:
        raise Refusal("duty.week_unknown", text=written, example=iso_week(week_of(today) + WEEK))
    if found < week_of(today):
        raise Refusal("duty.week_over", week=found, iso=iso_week(found))
    if found > week_of(today) + AHEAD * WEEK:
        raise Refusal("duty.week_too_far", week=found, iso=iso_week(found), latest=AHEAD)
    return found


def _named(said: str, *, this: date) -> date | None:
    if said in ("", "this week", "本周", "本週", "这周", "這週"):
        return this
    if said in ("next week", "next", "下周", "下週"):
        return this + WEEK
    try:
        if match := _ISO_WEEK.fullmatch(said):
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match := _BARE_WEEK.fullmatch(said):
            year = this.isocalendar().year
            found = date.fromisocalendar(year, int(match[1]), 1)
            return found if found >= this else date.fromisocalendar(year + 1, int(match[1]), 1)
        return week_of(date.fromisoformat(said))
    except ValueError:
        return None
