"""Of which days a report is: chosen by name, or typed in any of the ways in which people write days."""

from datetime import date

import pytest

from bot.domain.intake.report_period import Days, Which, checked, chosen, days_of, said
from bot.errors import Refusal

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("which", "first", "last"),
    [
        (Which.WEEK, date(2026, 11, 16), date(2026, 11, 22)),
        (Which.FOUR_WEEKS, date(2026, 10, 26), date(2026, 11, 22)),
        (Which.MONTH, date(2026, 11, 1), TODAY),
        (Which.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (Which.QUARTER, date(2026, 10, 1), TODAY),
        (Which.LAST_QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_what_is_chosen_by_name(which: Which, first: date, last: date) -> None:
    assert chosen(which, today=TODAY) == Days(first=first, last=last)


def test_at_the_turn_of_a_year_the_last_ones_are_those_of_the_year_before() -> None:
    january = date(2027, 1, 1)

    assert chosen(Which.LAST_QUARTER, today=january) == said("2026Q4", today=january)
    assert chosen(Which.LAST_MONTH, today=january) == said("2026-12", today=january)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026 q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026Q4", date(2026, 10, 1), TODAY),
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026w47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-11-02 2026-11-13", date(2026, 11, 2), date(2026, 11, 13)),
        ("2026-11-02 to 2026-11-13", date(2026, 11, 2), date(2026, 11, 13)),
        ("2026-11-02..2026-11-13", date(2026, 11, 2), date(2026, 11, 13)),
        ("2026-11-02 至 2026-11-13", date(2026, 11, 2), date(2026, 11, 13)),
        ("２０２６-11-02 – 2026-11-13", date(2026, 11, 2), date(2026, 11, 13)),
    ],
)
def test_what_is_typed(typed: str, first: date, last: date) -> None:
    assert said(typed, today=TODAY) == Days(first=first, last=last)


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("Last  Month", Which.LAST_MONTH),
        ("week", Which.WEEK),
        ("上週", Which.WEEK),
        ("本季度", Which.QUARTER),
    ],
)
def test_what_can_be_chosen_can_be_typed(typed: str, which: Which) -> None:
    assert said(typed, today=TODAY) == chosen(which, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lately",
        "2026-13",
        "2026-W60",
        "2026-11-02",
        "2026-02-30 2026-03-01",
        "2026-11-02 or 2026-11-03",
        "9999-12",
        "9999-W52",
        "0000-01",
    ],
)
def test_what_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"report\.period"):
        said(typed, today=TODAY)


def test_days_that_cannot_be_counted_are_refused() -> None:
    with pytest.raises(Refusal, match=r"report\.backwards"):
        checked(TODAY, date(2026, 11, 24), today=TODAY)
    with pytest.raises(Refusal, match=r"report\.not_begun"):
        said("2027Q1", today=TODAY)
    for first in (date(2025, 11, 1), date(1998, 1, 1)):
        with pytest.raises(Refusal, match=r"report\.too_long"):
            checked(first, TODAY, today=TODAY)


def test_days_are_read_as_they_are_written() -> None:
    days = Days(first=date(2026, 11, 2), last=date(2026, 11, 13))

    assert days_of(str(days)) == days
    assert days.before == Days(first=date(2026, 10, 5), last=date(2026, 11, 1))
    with pytest.raises(ValueError, match="isoformat"):
        days_of("2026-11-02:soon")
