"""A quarter that is rehearsed: what is invented in it, and what it tells before anybody is asked.

What people do, and when, is drawn from a seed; everything else is the real thing. docs/decisions/0079.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from random import Random

from bot.domain.calendar import Calendar
from bot.domain.obligations import Kind
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import Applies
from bot.domain.reviews.facts import Item
from bot.domain.reviews.fair_moves import Fitting, Placed, fair_moves
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import snap

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_LATE = 3
"""Whoever is late is so by up to so many working days (our choice)."""
WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step that waited for somebody. `done_on`: None where nobody did it."""

    person_id: int
    kind: Kind
    minutes: int
    begins: date
    due_on: date
    done_on: date | None


@dataclass(frozen=True, kw_only=True)
class Load:
    """One person in one week, from its Monday on: what is due in it, and what they do in it."""

    person_id: int
    week: date
    due: int = 0
    due_minutes: int = 0
    done: int = 0
    done_minutes: int = 0


@dataclass(frozen=True, kw_only=True)
class WeekLoad:
    """All of them in one week; `most`: whoever has most minutes due in it, and how many those are."""

    week: date
    people: int
    due: int
    due_minutes: int
    done_minutes: int
    most: int
    most_minutes: int


class Why(StrEnum):
    """What is wrong with a day on which something is due."""

    DAY_OFF = "day off"
    BESIDE = "beside a holiday"
    BRIDGE = "bridging day"


@dataclass(frozen=True, kw_only=True)
class Collision:
    """A day of the cycle that is awkward in a country; `away`: how many of its people are on leave on it."""

    what: str
    day: date
    country: str
    why: Why | None
    people: int
    away: int


def monday(day: date) -> date:
    """Of its week."""
    return day - timedelta(days=day.weekday())


def loads(tasks: Iterable[Task]) -> Sequence[Load]:
    """By person and week, the fullest first."""
    counts: dict[tuple[int, date], list[int]] = {}
    for each in tasks:
        places = [(each.due_on, 0), *([(each.done_on, 2)] if each.done_on else [])]
        for day, place in places:
            cell = counts.setdefault((each.person_id, monday(day)), [0, 0, 0, 0])
            cell[place] += 1
            cell[place + 1] += each.minutes
    found = [
        Load(person_id=person, week=week, due=due, due_minutes=minutes, done=done, done_minutes=spent)
        for (person, week), (due, minutes, done, spent) in counts.items()
    ]
    return sorted(found, key=lambda each: (-each.due_minutes, -each.done_minutes, each.week, each.person_id))


def weeks(of: Sequence[Load]) -> Sequence[WeekLoad]:
    """The same of all, week by week, oldest first."""
    by_week: dict[date, list[Load]] = {}
    for each in of:
        by_week.setdefault(each.week, []).append(each)
    found = []
    for week, some in sorted(by_week.items()):
        most = max(some, key=lambda each: (each.due_minutes, -each.person_id))
        found.append(
            WeekLoad(
                week=week,
                people=len(some),
                due=sum(each.due for each in some),
                due_minutes=sum(each.due_minutes for each in some),
                done_minutes=sum(each.done_minutes for each in some),
                most=most.person_id,
                most_minutes=most.due_minutes,
            )
        )
    return found


def why_awkward(day: date, calendar: Calendar) -> Why | None:
    """Whether nobody works on it, it is between two days off, or a weekday off is next to it; else None."""
    if not calendar.is_working_day(day):
        return Why.DAY_OFF
    before, after = day - A_DAY, day + A_DAY
    off = [each for each in (before, after) if not calendar.is_working_day(each)]
    if len(off) == 2:
        return Why.BRIDGE
    plain = Calendar(calendar.country)
    is_ordinary = all(_is_weekend(each, plain) for each in off)
    return None if is_ordinary else Why.BESIDE


def _is_weekend(day: date, calendar: Calendar) -> bool:
    """Whether offices are closed on this weekday in other weeks, too."""
    around = (day + A_WEEK * number for number in range(-4, 5) if number)
    return sum(calendar.is_working_day(each) for each in around) <= 4


def moment_of(
    begins: date, due_on: date, *, lapses_on: date | None, calendar: Calendar, late: int, dice: Random
) -> date | None:
    """On which day somebody does a step: with `late` percent up to three working days too late, else between
    its beginning and its due day, rather towards that. None: it is not taken any more by then.
    """
    if dice.randrange(WHOLE) < late:
        day = calendar.add_working_days(max(begins, due_on), dice.randint(1, MOST_LATE))
        return day if lapses_on is None or day <= lapses_on else None
    days = [each for each in _days(begins, max(begins, due_on)) if calendar.is_working_day(each)]
    if not days:
        return calendar.add_working_days(begins, 1)
    return days[max(dice.randrange(len(days)), dice.randrange(len(days)))]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def dealt(review_ids: Sequence[int], scheme: Scheme, dice: Random) -> Mapping[int, Decimal]:
    """A point for each of a department, so that the shares are kept where they are enforced: the middle of
    the scale for all of them but those whom the shares move, and by chance some a point above or below where
    there are none.
    """
    points = scheme.points
    middle = next((each for each in reversed(points) if each >= scheme.bands[-1]), points[len(points) // 2])
    shares = scheme.distribution
    found = dict.fromkeys(review_ids, middle)
    if shares is None or shares.binding(len(review_ids)) is not Applies.ENFORCED:
        place = points.index(middle)
        near = [points[each] for each in (place - 1, place, place, place + 1) if 0 <= each < len(points)]
        return {each: dice.choice(near) for each in review_ids}
    placed = [Placed(id=each, point=middle, exact=middle + Decimal(dice.random())) for each in review_ids]
    fitting = fair_moves(shares.shares, points, placed)
    for shift in fitting.shifts if isinstance(fitting, Fitting) else ():
        found |= dict.fromkeys(islice(shift.candidates, shift.count), shift.now)
    return found


def invented(scheme: Scheme, basis: Basis, point: Decimal) -> Mapping[Item, Decimal]:
    """A score for everything, of which that point comes, or the nearest that can."""
    wanted = min(scheme.points, key=lambda each: abs(each - point))
    tries: list[tuple[Decimal, dict[Item, Decimal]]] = []
    for aim in sorted(scheme.points, key=lambda each: abs(each - wanted)):
        scores = {
            (section.key, item): snap(aim, section.points(scheme.points))
            for section in scheme.sections
            for item in section.items(basis)
        }
        reached = outcome_of(scheme, basis, scores).score
        tries.append((abs(reached - wanted), scores))
        if reached == wanted:
            break
    return min(tries, key=lambda each: each[0])[1]
