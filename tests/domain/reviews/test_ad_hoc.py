"""An ad-hoc review's name and days."""

from datetime import date

import pytest

from bot.domain.reviews.ad_hoc import require_days
from bot.domain.reviews.cycles import (
    ad_hoc_name,
    are_alike,
    cycle_name,
    in_order,
    is_ad_hoc,
    is_period_name,
    is_year,
    period_under_review,
    read_ad_hoc,
)
from bot.errors import Refusal

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 30)
NAME = "20261001-20261130"


def test_it_is_called_by_its_days_however_they_are_written() -> None:
    assert ad_hoc_name(FIRST, LAST, taken=()) == NAME
    assert ad_hoc_name(FIRST, LAST, taken={NAME}) == f"{NAME}-2"
    assert read_ad_hoc(NAME) == "2026-10-01–2026-11-30"
    assert read_ad_hoc(f"{NAME}-2") == "2026-10-01–2026-11-30 (2)"
    for written in (NAME, "2026-10-01–2026-11-30", "2026-10-01-2026-11-30", f" {NAME} "):
        assert cycle_name(written) == NAME, written
    assert cycle_name("2026-10-01–2026-11-30 (2)") == f"{NAME}-2"


def test_it_is_neither_period_nor_year_and_like_nothing() -> None:
    period = period_under_review(NAME)
    assert (period.starts_on, period.ends_on) == (FIRST, LAST)
    assert period.is_ad_hoc
    assert not period.is_year
    assert not period.is_part_of_year
    assert not is_period_name(NAME)
    assert not is_year(NAME)
    assert not is_ad_hoc("20261301-20261130")
    assert not are_alike(NAME, NAME)
    assert are_alike("2026Q3", "2026Q4")
    assert sorted(("2026", NAME, "2026Q4"), key=in_order) == ["2026Q4", NAME, "2026"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (LAST, FIRST, "ad_hoc.order"),
        (FIRST, date(2026, 12, 2), "ad_hoc.future"),
        (date(2025, 11, 1), LAST, "ad_hoc.too_long"),
    ],
)
def test_days_that_nobody_is_scored_for(first: date, last: date, code: str) -> None:
    require_days(FIRST, LAST, today=LAST)
    with pytest.raises(Refusal) as refused:
        require_days(first, last, today=date(2026, 12, 1))
    assert refused.value.code == code
