"""Months, and the day on which a head reads what theirs came to."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.policy import Policy
from bot.domain.reports.month import (
    Month,
    due_month,
    is_month,
    month_named,
    month_of,
    newest,
    second_working_day,
)
from bot.errors import Refusal
from tests.builders.people import someone

TODAY = date(2026, 11, 3)
CHINA = Policy().calendar("CN")


@pytest.mark.parametrize("text", ["2026-10", "2026/10", "2026年10月", "2026.10"])
def test_a_month_is_written_in_more_than_one_way(text: str) -> None:
    assert is_month(text)
    month = month_named(text, today=TODAY, calendar=CHINA)

    assert (str(month), month.first, month.last) == ("2026-10", date(2026, 10, 1), date(2026, 10, 31))
    assert (str(month.before), str(Month(year=2026, number=12).after)) == ("2026-09", "2027-01")


@pytest.mark.parametrize("text", ["2026-12", "2026-13", "2026-0", "1999-05", "October"])
def test_what_has_not_begun_or_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match=r"deck\.month") as refused:
        month_named(text, today=TODAY, calendar=CHINA)

    assert refused.value.facts["example"] == "2026-10"


def test_a_month_is_told_from_the_second_working_day_after_it_on() -> None:
    first, second, next_one = date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 2)
    for today, text, told, latest in (
        (first, "2026-10", second, "2026-09"),
        (first, "2026-11", next_one, "2026-09"),
        (second, "2026-11", next_one, "2026-10"),
    ):
        with pytest.raises(Refusal, match=r"deck\.unfinished") as refused:
            month_named(text, today=today, calendar=CHINA)
        assert refused.value.facts == {"month": text, "told": told, "newest": latest}
    assert str(month_named("2026-10", today=second, calendar=CHINA)) == "2026-10"
    assert [str(newest(each, CHINA)) for each in (first, second)] == ["2026-09", "2026-10"]


@pytest.mark.parametrize(
    ("country", "month", "day"),
    [
        ("CN", "2026-11", 3),
        ("CN", "2026-10", 9),  # the National Day holidays end on the 7th
        ("SA", "2026-11", 2),
    ],
)
def test_the_second_working_day_is_that_of_the_heads_own_calendar(country: str, month: str, day: int) -> None:
    named = month_of(date.fromisoformat(month + "-01"))

    assert second_working_day(named, someone(1, "Zhao Min", country=country)).day == day


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((2026, 11, 3, 1, 59), None),
        ((2026, 11, 3, 2, 0), "2026-10"),
        ((2026, 11, 2, 5, 0), None),
        ((2026, 11, 7, 5, 0), None),
        ((2026, 11, 25, 5, 0), "2026-10"),
        ((2026, 12, 1, 5, 0), None),
    ],
    ids=["before the hour", "at the hour", "first day", "a Saturday", "missed till now", "next month"],
)
def test_it_is_due_from_that_hour_on_until_the_month_is_over(now: tuple[int, ...], due: str | None) -> None:
    year, month, day, hour, minute = now
    found = due_month(
        someone(1, "Zhao Min"), hour=10, now=datetime(year, month, day, hour, minute, tzinfo=UTC)
    )

    assert (None if found is None else str(found)) == due
