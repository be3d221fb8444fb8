"""Days on which a company closes or works besides: as they are written, and which word beats which."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.domain.company_days import COMPANY_DAYS, CompanyDay, calendar_of, clashes, read_day

CHRISTMAS_EVE = date(2026, 12, 24)
A_SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (CHRISTMAS_EVE, CompanyDay(first=CHRISTMAS_EVE, last=CHRISTMAS_EVE)),
        ("2026-12-24", CompanyDay(first=CHRISTMAS_EVE, last=CHRISTMAS_EVE)),
        ("2026-12-24..2026-12-31", CompanyDay(first=CHRISTMAS_EVE, last=date(2026, 12, 31))),
        ("2026-12-24 .. 2026-12-31", CompanyDay(first=CHRISTMAS_EVE, last=date(2026, 12, 31))),
        ("DE 2026-12-24", CompanyDay(first=CHRISTMAS_EVE, last=CHRISTMAS_EVE, country="DE")),
        ("2026-02-30", None),
        ("24.12.2026", None),
        ("Christmas", None),
        ("2026-12-24..", None),
        (20261224, None),
        (datetime(2026, 12, 24, 9, 0), None),  # noqa: DTZ001 - as YAML reads a time of day
    ],
)
def test_a_day_is_read_as_people_write_it(written: Any, expected: CompanyDay | None) -> None:
    assert read_day(written) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-12-31..2026-12-24", "ends before it starts"),
        ("2026-01-01..2026-12-31", "longer than 92 days"),
        ("XX 2026-12-24", "no country"),
        ("de 2026-12-24", "no country"),
        ("soon", "is not a day (2026-12-24)"),
        (None, "is not a day"),
        (CHRISTMAS_EVE, None),
    ],
)
def test_what_makes_no_sense_is_told_why(written: Any, said: str | None) -> None:
    why = COMPANY_DAYS.each.why_not(written, shown=str(written))

    assert why is None if said is None else said in (why or "")


def test_what_is_said_of_a_country_beats_what_is_said_of_all() -> None:
    closed, worked = [CHRISTMAS_EVE, "CN 2026-11-28"], ["CN 2026-12-24", A_SATURDAY]
    china, germany = (calendar_of(country, closed=closed, worked=worked) for country in ("CN", "DE"))

    assert china.is_working_day(CHRISTMAS_EVE)
    assert not china.is_working_day(A_SATURDAY)
    assert not germany.is_working_day(CHRISTMAS_EVE)
    assert germany.is_working_day(A_SATURDAY)
    assert list(clashes(closed=closed, worked=worked)) == []


def test_a_day_that_is_closed_and_worked_for_the_same_people_is_a_clash() -> None:
    closed = ["2026-12-24..2026-12-31", "DE 2026-11-28"]
    worked = ["2026-12-28", "DE 2026-11-28", "CN 2026-12-28"]

    assert list(clashes(closed=closed, worked=worked)) == [
        (0, "2026-12-28 is among days.closed too. Keep one of them."),
        (1, "2026-11-28 is among days.closed too in DE. Keep one of them."),
    ]
