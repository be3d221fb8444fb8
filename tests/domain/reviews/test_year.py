"""A year is the mean of its periods by their days; nothing stands in for what is missing."""

from decimal import Decimal

import pytest

from bot.domain.reviews.year import (
    Missing,
    PeriodResult,
    kpi_trend,
    last_counted,
    values_trend,
    year_mean,
)
from bot.errors import Refusal
from tests.builders.year import FULL_YEAR, came_to, lacks


@pytest.mark.parametrize(
    ("periods", "mean"),
    [
        pytest.param(
            (
                came_to("2026Q1", "3.5"),
                came_to("2026Q2", "3.75"),
                came_to("2026Q3", "4"),
                came_to("2026Q4", "3.25"),
            ),
            "3.625",
            id="four whole quarters: (3.5 + 3.75 + 4 + 3.25) / 4",
        ),
        pytest.param(
            (
                lacks("2026Q1", Missing.NOT_HERE, days=0),
                came_to("2026Q2", "3.5", days=52),
                came_to("2026Q3", "4"),
                came_to("2026Q4", "3.75"),
            ),
            # 52/91 = 4/7; (3.5 * 4/7 + 4 + 3.75) / (4/7 + 2) = 9.75 / (18/7) = 68.25 / 18
            "3.791666666666667",
            id="joined on 10 May: 52 of 91 days of Q2",
        ),
        pytest.param(
            (
                came_to("2026Q1", "3.5"),
                came_to("2026Q2", "3.5"),
                came_to("2026H2", "4"),
            ),
            "3.75",
            id="promoted in July: a half-year counts as two quarters",
        ),
        pytest.param(
            (
                came_to("2026Q1", "3.75"),
                lacks("2026Q2", Missing.NO_REVIEW),
                came_to("2026Q3", "3.5"),
                came_to("2026Q4", "4"),
            ),
            "3.75",
            id="a missing quarter counts for nothing: 11.25 / 3",
        ),
        pytest.param(
            (came_to("2026H1", "4", days=91), came_to("2026H2", "3.5")),
            # 2 * 91/181 = 182/181; (4 * 182/181 + 3.5 * 2) / (182/181 + 2) = 1995 / 544
            "3.667279411764706",
            id="half-years, the first one in part",
        ),
        pytest.param((came_to("2026Q4", "2.5"),), "2.5", id="one is enough"),
    ],
)
def test_the_mean_is_by_days(periods: tuple[PeriodResult, ...], mean: str) -> None:
    assert year_mean(periods) == Decimal(mean)


def test_means_that_have_no_end_meet_half_way_all_the_same() -> None:
    third = f"3.{'3' * 20}"

    assert year_mean([came_to("2026Q1", third), came_to("2026Q2", third[:-1] + "4")]) == Decimal(
        "3.333333333333333"
    )
    assert year_mean(
        [came_to("2026Q1", third), came_to("2026Q2", f"3.{'6' * 20}"), came_to("2026Q3", "3.875")]
    ) == Decimal("3.625")


def test_of_nothing_there_is_no_mean() -> None:
    with pytest.raises(Refusal, match=r"scoring\.missing") as refused:
        year_mean([lacks("2026Q1", Missing.NO_REVIEW)])

    assert refused.value.facts == {"items": ["2026Q1"]}


def test_the_trends_of_kpis_and_of_values_are_apart() -> None:
    kpis, values = kpi_trend(FULL_YEAR), values_trend(FULL_YEAR)

    assert kpis is not None
    assert kpis.steps == (("Q1", Decimal("3.5")), ("Q2", Decimal("3.25")), ("Q4", Decimal(4)))
    assert kpis.change == Decimal("0.5")
    assert values is not None
    assert [mean for _, mean in values.steps] == [Decimal(3), Decimal("3.5"), Decimal("3.5")]


def test_one_period_has_no_trend_and_a_scheme_without_values_none_of_values() -> None:
    periods = (came_to("2026Q1", "3.5", kpi="3.5", values="3"), came_to("2026Q2", "4", kpi="4"))

    assert kpi_trend(periods[:1]) is None
    assert kpi_trend(periods) is not None
    assert values_trend(periods) is None


def test_the_last_that_counts_is_not_the_last_that_is_named() -> None:
    found = last_counted((came_to("2026Q1", "3.5"), lacks("2026Q2", Missing.NOT_RATED)))

    assert found is not None
    assert found.period == "2026Q1"
    assert last_counted((lacks("2026Q2", Missing.NOT_RATED),)) is None
