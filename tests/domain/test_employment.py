"""How much of a period somebody is there, and when somebody new is asked for goals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.employment import Share, asked_on, share_of

FIRST, LAST = date(2027, 1, 1), date(2027, 3, 31)
CN = Calendar("CN")
DAYS = st.dates(date(2026, 11, 1), date(2027, 5, 31))


def share(joined: date | None = None, *away: tuple[date, date | None]) -> Share:
    return share_of(FIRST, LAST, joined_on=joined, away=away, calendar=CN)


@pytest.mark.parametrize(
    ("joined", "away", "days", "joins_on"),
    [
        (None, (), 90, None),
        (date(2020, 5, 1), (), 90, None),
        (FIRST, (), 90, None),
        (date(2027, 1, 12), (), 79, date(2027, 1, 12)),
        (LAST, (), 1, LAST),
        (date(2027, 4, 1), (), 0, date(2027, 4, 1)),
        (None, ((date(2027, 2, 1), date(2027, 3, 1)),), 62, None),
        (None, ((date(2027, 2, 1), None),), 31, None),
        (date(2027, 1, 12), ((date(2027, 1, 20), date(2027, 1, 20)),), 79, date(2027, 1, 12)),
    ],
)
def test_the_calendar_days_on_which_somebody_is_there_count(
    joined: date | None, away: tuple[tuple[date, date | None], ...], days: int, joins_on: date | None
) -> None:
    found = share(joined, *away)

    assert (found.days, found.of, found.joins_on) == (days, 90, joins_on)
    assert found.is_whole is (days == 90)


@given(joined=st.none() | DAYS, gone=DAYS, back=st.none() | DAYS)
def test_no_day_counts_twice_and_working_days_are_among_them(
    joined: date | None, gone: date, back: date | None
) -> None:
    found = share(joined, (gone, back))

    days = [date.fromordinal(number) for number in range(FIRST.toordinal(), LAST.toordinal() + 1)]
    here = [
        day
        for day in days
        if (joined is None or joined <= day) and (day < gone or (back is not None and back <= day))
    ]
    assert found.days == len(here)
    assert found.working_days == sum(CN.is_working_day(day) for day in here)


@pytest.mark.parametrize(
    ("first_day", "asked"),
    [
        (date(2027, 1, 12), date(2027, 1, 14)),
        (date(2027, 1, 14), date(2027, 1, 18)),
        (date(2027, 1, 16), date(2027, 1, 20)),
        (date(2027, 1, 1), date(2027, 1, 6)),
    ],
    ids=["a Tuesday", "over a weekend", "comes on a Saturday", "comes on a holiday"],
)
def test_the_third_working_day_counts_from_the_first(first_day: date, asked: date) -> None:
    assert asked_on(first_day, working_day=3, calendar=CN) == asked


def test_on_the_first_day_where_that_is_configured() -> None:
    assert asked_on(date(2027, 1, 12), working_day=1, calendar=CN) == date(2027, 1, 12)
