"""What a rehearsal invents, and what it counts, computed by hand."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from bot.domain.calendar import Calendar
from bot.domain.obligations import Kind
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import standings
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.rehearsal import (
    Load,
    Task,
    WeekLoad,
    Why,
    dealt,
    invented,
    loads,
    moment_of,
    weeks,
    why_awkward,
)
from tests.builders.approval import kpi
from tests.builders.shipped import load_scheme

CHINA, GERMANY = Calendar("CN"), Calendar("DE")
MONDAY, FRIDAY = date(2027, 4, 5), date(2027, 4, 9)
NEXT = MONDAY + timedelta(days=7)
SCHEME = load_scheme("kpi-values")


def task(person: int, due_on: date, done_on: date | None, *, minutes: int = 5) -> Task:
    return Task(
        person_id=person,
        kind=Kind.APPROVAL,
        minutes=minutes,
        begins=MONDAY,
        due_on=due_on,
        done_on=done_on,
    )


def test_the_load_of_a_week_is_what_is_due_and_what_is_done_in_it() -> None:
    tasks = [
        task(1, FRIDAY, MONDAY),
        task(1, FRIDAY, NEXT, minutes=30),
        task(2, FRIDAY, None, minutes=10),
        task(2, NEXT, NEXT, minutes=10),
    ]

    found = loads(tasks)

    assert found == [
        Load(person_id=1, week=MONDAY, due=2, due_minutes=35, done=1, done_minutes=5),
        Load(person_id=2, week=NEXT, due=1, due_minutes=10, done=1, done_minutes=10),
        Load(person_id=2, week=MONDAY, due=1, due_minutes=10),
        Load(person_id=1, week=NEXT, done=1, done_minutes=30),
    ]
    assert weeks(found) == [
        WeekLoad(week=MONDAY, people=2, due=3, due_minutes=45, done_minutes=5, most=1, most_minutes=35),
        WeekLoad(week=NEXT, people=2, due=1, due_minutes=10, done_minutes=40, most=2, most_minutes=10),
    ]


@pytest.mark.parametrize(
    ("day", "calendar", "why"),
    [
        (date(2027, 3, 29), GERMANY, Why.DAY_OFF),  # Easter Monday
        (date(2027, 3, 27), GERMANY, Why.DAY_OFF),  # a Saturday
        (date(2027, 3, 30), GERMANY, Why.BESIDE),  # the day after Easter Monday
        (date(2027, 3, 25), GERMANY, Why.BESIDE),  # the day before Good Friday
        (date(2027, 5, 7), GERMANY, Why.BRIDGE),  # the Friday after Ascension Day
        (date(2027, 4, 9), GERMANY, None),  # any Friday: a weekend follows all of them
        (date(2027, 4, 12), GERMANY, None),
        (date(2027, 3, 29), CHINA, None),
        (date(2027, 4, 7), Calendar("DE", off=frozenset({date(2027, 4, 8)})), Why.BESIDE),
    ],
)
def test_days_on_which_something_is_due_may_be_awkward(
    day: date, calendar: Calendar, why: Why | None
) -> None:
    assert why_awkward(day, calendar) is why


def test_nobody_is_late_or_everybody_is() -> None:
    for seed in range(50):
        on_time = moment_of(MONDAY, FRIDAY, lapses_on=None, calendar=GERMANY, late=0, dice=Random(seed))
        late = moment_of(MONDAY, FRIDAY, lapses_on=None, calendar=GERMANY, late=100, dice=Random(seed))
        assert on_time is not None
        assert MONDAY <= on_time <= FRIDAY
        assert late in {date(2027, 4, 12), date(2027, 4, 13), date(2027, 4, 14)}
        assert GERMANY.is_working_day(on_time)
    assert moment_of(MONDAY, FRIDAY, lapses_on=FRIDAY, calendar=GERMANY, late=100, dice=Random(1)) is None


def test_as_many_are_late_as_is_said() -> None:
    days = [
        moment_of(MONDAY, FRIDAY, lapses_on=None, calendar=GERMANY, late=20, dice=Random(seed))
        for seed in range(1000)
    ]

    assert 170 <= sum(day is not None and day > FRIDAY for day in days) <= 230


def test_a_step_without_a_working_day_is_done_on_the_next_one() -> None:
    saturday = date(2027, 4, 10)

    assert moment_of(saturday, saturday, lapses_on=None, calendar=GERMANY, late=0, dice=Random(1)) == date(
        2027, 4, 12
    )


@pytest.mark.parametrize("people", [7, 12, 20, 41])
def test_points_are_dealt_so_that_enforced_shares_are_kept(people: int) -> None:
    found = dealt(range(people), SCHEME, Random(3))

    assert SCHEME.distribution is not None
    assert set(found) == set(range(people))
    assert not any(each.beyond for each in standings(SCHEME.distribution.shares, list(found.values())))


def test_a_group_of_four_is_bound_by_nothing() -> None:
    found = dealt(range(4), SCHEME, Random(3))

    assert set(found.values()) <= {Decimal("3.75"), Decimal("3.5"), Decimal("3.25")}
    assert dealt(range(4), SCHEME, Random(3)) == found, "the same seed, the same points"


@pytest.mark.parametrize("point", ["4", "3.75", "3.5", "3.25"])
@pytest.mark.parametrize("key", ["kpi-values", "three-part"])
def test_the_scores_come_to_the_point_that_was_dealt(key: str, point: str) -> None:
    scheme = load_scheme(key)
    basis = Basis(kpis=(kpi("k1", "Conversion", 60), kpi("k2", "Dwell time", 40)))

    scores = invented(scheme, basis, Decimal(point))

    assert outcome_of(scheme, basis, scores).score == Decimal(point)
    for section in scheme.sections:
        given = Counter(scores[section.key, item] for item in section.items(basis))
        assert set(given) <= set(section.points(scheme.points))
