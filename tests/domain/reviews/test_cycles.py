"""What a cycle's name means, and which days follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.people import Grade
from bot.domain.policy import Schedule
from bot.domain.reviews.cycles import (
    Dates,
    cycle_name,
    dates_for,
    day_named,
    moved_to,
    period_named,
    usual_names,
    with_whole_names,
)
from bot.errors import Refusal

SCHEDULE = Schedule()


@pytest.mark.parametrize(
    ("name", "first", "last", "grade"),
    [
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31), Grade.STAFF),
        ("2028Q1", date(2028, 1, 1), date(2028, 3, 31), Grade.STAFF),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        (" 2026q4 ", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        ("20２６Q4", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        ("٢٠٢٦Ｑ٤", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        ("“२०२६Q४”", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        ("\u200b2026\u00adQ4\u3000", date(2026, 10, 1), date(2026, 12, 31), Grade.STAFF),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30), Grade.SENIOR),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), None),
        (" ２０２6 ", date(2026, 1, 1), date(2026, 12, 31), None),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31), Grade.SENIOR),
    ],
)
def test_a_name_is_a_quarter_of_staff_or_a_half_year_of_seniors(
    name: str, first: date, last: date, grade: Grade | None
) -> None:
    period = period_named(name)

    assert (period.starts_on, period.ends_on, period.grade) == (first, last, grade)
    assert period.name == f"{first.year}{period.name[4:]}"
    assert period.name.isascii()


@pytest.mark.parametrize("name", ["", "206", "2026Q5", "2026H3", "26Q4", "2026Q4 2027Q1", "Q4"])
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match=r"cycle\.name"):
        period_named(name)


def test_a_cycle_has_one_name_however_it_is_written() -> None:
    assert {cycle_name(each) for each in ("2026Q4", "2026q4", "「20２６Ｑ4」", "2026Q4\ufeff")} == {"2026Q4"}


@pytest.mark.parametrize(
    "text",
    ["2027-01-29", "２０２７-01-29", "2027–1–29", "2027/1/29", "2027.01.29", "2027年1月29日", "“2027-01-29”"],
)
def test_a_day_is_understood_as_people_write_it_with_the_year_first(text: str) -> None:
    assert day_named(text) == date(2027, 1, 29)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "29-01-2027", "2027-02-30", "2027-01", "2027-1-29-1", "12027-1-2"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"cycle\.day"):
        day_named(text)


@given(year=st.integers(2000, 2098), half=st.integers(1, 2))
def test_the_two_quarters_of_a_half_year_fill_it_without_a_gap(year: int, half: int) -> None:
    whole = period_named(f"{year}H{half}")
    first, second = (period_named(f"{year}Q{2 * half - 1 + each}") for each in (0, 1))

    assert (first.starts_on, second.ends_on) == (whole.starts_on, whole.ends_on)
    assert first.ends_on + timedelta(days=1) == second.starts_on


def test_a_quarter_opened_before_its_end_is_due_five_working_days_after_it() -> None:
    dates = dates_for(
        period_named("2026Q4"), opened_on=date(2026, 11, 23), schedule=SCHEDULE, calendar=Calendar("CN")
    )

    assert dates == Dates(
        self_score_due=date(2027, 1, 8),
        self_score_closes=date(2027, 1, 22),
        approval_due=date(2027, 1, 15),
        second_look_due=date(2027, 1, 22),
    )


@given(
    opened_on=st.dates(date(2025, 1, 1), date(2027, 12, 1)),
    name=st.sampled_from(["2025Q4", "2026Q1", "2026Q4", "2026H1", "2026H2"]),
    days=st.integers(1, 15),
    grace=st.integers(0, 15),
    country=st.sampled_from(["CN", "DE", "US"]),
)
def test_every_day_is_a_working_day_after_the_period_and_the_opening(
    opened_on: date, name: str, days: int, grace: int, country: str
) -> None:
    schedule = Schedule(self_score_days=days, self_score_grace_days=grace)
    period = period_named(name)

    dates = dates_for(period, opened_on=opened_on, schedule=schedule, calendar=Calendar(country))

    assert dates.self_score_due > max(period.ends_on, opened_on)
    assert dates.self_score_closes >= dates.self_score_due
    assert dates.approval_due > dates.self_score_due
    for day in (dates.self_score_due, dates.self_score_closes, dates.approval_due):
        assert Calendar(country).is_working_day(day)


def test_more_time_moves_what_is_due_to_the_new_day() -> None:
    before = Dates(
        self_score_due=date(2027, 1, 8),
        self_score_closes=date(2027, 1, 22),
        approval_due=date(2027, 1, 15),
        second_look_due=date(2027, 1, 22),
    )

    after = moved_to(date(2027, 1, 29), now=before, schedule=SCHEDULE, calendar=Calendar("CN"))

    assert (after.self_score_due, after.self_score_closes) == (date(2027, 1, 29), date(2027, 1, 29))
    assert after.approval_due == date(2027, 2, 11), "Spring Festival lies between"
    with pytest.raises(Refusal, match=r"cycle\.not_later"):
        moved_to(date(2027, 1, 22), now=before, schedule=SCHEDULE, calendar=Calendar("CN"))


@pytest.mark.parametrize(
    ("name", "today", "is_usual"),
    [
        # The period that contains today, the one before, the next.
        ("2026Q4", date(2026, 11, 23), True),
        ("2026Q3", date(2026, 11, 23), True),
        ("2027Q1", date(2026, 11, 23), True),
        ("2026Q2", date(2026, 11, 23), False),
        ("2027Q2", date(2026, 11, 23), False),
        ("2062Q4", date(2026, 11, 23), False),
        ("2025Q4", date(2026, 11, 23), False),
        # Over the turn of the year, and on a period's own first and last day.
        ("2026Q4", date(2027, 1, 1), True),
        ("2026Q4", date(2027, 3, 31), True),
        ("2026Q4", date(2027, 4, 1), False),
        ("2027Q1", date(2026, 10, 1), True),
        ("2027Q1", date(2026, 9, 30), False),
        # A half-year has half-years beside it.
        ("2026H2", date(2026, 11, 23), True),
        ("2026H1", date(2026, 11, 23), True),
        ("2027H1", date(2026, 11, 23), True),
        ("2027H2", date(2026, 11, 23), False),
        ("2025H2", date(2026, 11, 23), False),
        # A year has to be over.
        ("2026", date(2027, 1, 1), True),
        ("2026", date(2027, 12, 31), True),
        ("2026", date(2026, 12, 31), False),
        ("2025", date(2027, 1, 1), False),
    ],
)
def test_usual_is_the_period_of_today_the_one_before_and_the_next(
    name: str, today: date, is_usual: bool
) -> None:
    assert (name in usual_names(period_named(name).grade, today=today)) is is_usual


def test_the_usual_periods_are_named_in_order_of_the_same_cadence() -> None:
    assert usual_names(Grade.STAFF, today=date(2026, 11, 23)) == ("2026Q3", "2026Q4", "2027Q1")
    assert usual_names(Grade.SENIOR, today=date(2027, 1, 4)) == ("2026H2", "2027H1", "2027H2")


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        (["2026", "Q4"], ["2026Q4"]),
        (["２０２６", "ｑ４"], ["２０２６ｑ４"]),
        (["2026Q4", "kpi-values"], ["2026Q4", "kpi-values"]),
        (["2026", "was"], ["2026", "was"]),
        (["2026"], ["2026"]),
        ([], []),
    ],
)
def test_a_name_with_a_space_in_it_is_one_name(said: list[str], whole: list[str]) -> None:
    assert with_whole_names(said) == whole
