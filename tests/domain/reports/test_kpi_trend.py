"""What KPIs came to month by month, as a share of their target."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.domain.goals.anchors import Direction
from bot.domain.reports.kpi_trend import MOST_MONTHS, Entered, readings, told_day
from bot.domain.reports.month import Month, month_of
from tests.builders.department import OCTOBER, kpi

HANGZHOU = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("value", "direction", "amount", "share"),
    [
        ("3.6", Direction.HIGHER, "3.6", 100),
        ("3.7", None, "3.6", 103),
        ("2.7", Direction.HIGHER, "3.6", 75),
        ("4.5", Direction.LOWER, "3.6", 80),
        ("1.805", Direction.HIGHER, "3.6", 50),
        ("0", Direction.LOWER, "3.6", None),
        ("-2", Direction.HIGHER, "3.6", None),
        ("2", Direction.HIGHER, "0", None),
    ],
)
def test_attained_is_the_share_of_the_target(
    value: str, direction: Direction | None, amount: str, share: int | None
) -> None:
    line = kpi("Any", value, direction=direction, amount=Decimal(amount))

    assert line.attained(line.newest) == share
    assert line.is_reached == (None if share is None else share >= 100)


def test_a_target_in_words_and_a_figure_that_is_not_there_come_to_nothing() -> None:
    assert kpi("Any", "3", amount=None).is_reached is None
    assert kpi("Any").newest is None
    assert kpi("Any").attained(None) is None


def entered(number: int, day: date, value: str = "1") -> Entered:
    return Entered(id=number, day=day, typed=value, value=Decimal(value))


def test_of_a_month_the_newest_figure_holds_and_later_months_are_not_spoken_of() -> None:
    found = readings(
        [
            entered(4, date(2026, 9, 2), "4"),
            entered(1, date(2026, 10, 1), "1"),
            entered(3, date(2026, 10, 31), "3"),
            entered(2, date(2026, 10, 5), "2"),
            entered(5, date(2026, 11, 1), "5"),
        ],
        month=OCTOBER,
    )

    assert [(str(each.month), each.typed) for each in found] == [("2026-09", "4"), ("2026-10", "3")]


def test_the_last_months_are_kept() -> None:
    days = [date(2026, number, 3) for number in range(1, 11)]
    found = readings([entered(each.month, each) for each in days], month=OCTOBER)

    assert [each.month for each in found] == [month_of(each) for each in days[-MOST_MONTHS:]]
    assert found[0].month == Month(year=2026, number=5)


@pytest.mark.parametrize(
    ("as_of", "at", "day"),
    [
        (date(2026, 8, 31), datetime(2026, 10, 9, tzinfo=UTC), date(2026, 8, 31)),
        (None, datetime(2026, 10, 9, tzinfo=UTC), date(2026, 9, 30)),
        (None, datetime(2026, 8, 31, 17, tzinfo=UTC), date(2026, 9, 1)),
    ],
    ids=["as somebody said", "after its period", "within it, at the head office"],
)
def test_a_figure_tells_of_a_day(as_of: date | None, at: datetime, day: date) -> None:
    assert told_day(as_of=as_of, at=at, ends_on=date(2026, 9, 30), zone=HANGZHOU) == day
