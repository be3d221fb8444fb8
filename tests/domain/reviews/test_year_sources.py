"""Which periods somebody's year has, what of each counts, and what is missing."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.employment import share_of
from bot.domain.people import Grade
from bot.domain.reviews.scoring import Outcome, SectionScore
from bot.domain.reviews.year import PLACES, Counted, Missing, year_mean
from bot.domain.reviews.year_sources import Source, counted, parts_of, periods_of
from tests.builders.shipped import load_scheme
from tests.builders.slow_year import slow_mean

CALENDAR = Calendar("CN")
PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")


def source(period: str, exact: str = "3.5") -> Source:
    return Source(period=period, counted=Counted(exact=Decimal(exact), score=Decimal("3.5")), review_id=1)


def without(period: str, missing: Missing) -> Source:
    return Source(period=period, missing=missing)


@pytest.mark.parametrize(
    ("grade", "sources", "names"),
    [
        pytest.param(
            Grade.STAFF,
            [source("2026Q1")],
            [("2026Q1", None), ("2026Q2", "no_review"), ("2026Q3", "no_review"), ("2026Q4", "no_review")],
            id="staff have quarters, and those without a review are named",
        ),
        pytest.param(
            Grade.SENIOR,
            [source("2026H2")],
            [("2026H1", "no_review"), ("2026H2", None)],
            id="senior people have half-years",
        ),
        pytest.param(
            Grade.SENIOR,
            [source("2026Q1"), source("2026Q2"), source("2026H2")],
            [("2026Q1", None), ("2026Q2", None), ("2026H2", None)],
            id="promoted in July",
        ),
        pytest.param(
            Grade.SENIOR,
            [source("2026Q1"), without("2026H2", Missing.NOT_RELEASED)],
            [("2026Q1", None), ("2026Q2", "no_review"), ("2026H2", "not_released")],
            id="what is missing is named by what they were then",
        ),
        pytest.param(
            Grade.STAFF,
            [without("2026Q1", Missing.TOO_NEW), source("2026Q2"), without("2026Q3", Missing.NOT_RATED)],
            [("2026Q1", "too_new"), ("2026Q2", None), ("2026Q3", "not_rated"), ("2026Q4", "no_review")],
            id="why it is missing is kept",
        ),
    ],
)
def test_each_half_has_the_periods_that_somebody_was_reviewed_in(
    grade: Grade, sources: list[Source], names: list[tuple[str, str | None]]
) -> None:
    found = periods_of("2026", sources=sources, days={}, grade=grade)

    assert [(each.period, each.missing and each.missing.value) for each in found] == names


def test_whoever_came_in_may_has_no_first_quarter_and_a_part_of_the_second() -> None:
    days = {"2026Q1": 0, "2026Q2": 52, "2026Q3": 92, "2026Q4": 92}

    first, second, *_ = periods_of("2026", sources=[source("2026Q2")], days=days, grade=Grade.STAFF)

    assert (first.missing, first.weight) == (Missing.NOT_HERE, 0)
    assert (second.days, second.of, second.weight) == (52, 91, Fraction(52, 91))


def test_a_day_counts_once_where_a_quarter_and_its_half_year_have_a_result() -> None:
    q1, h1, *_ = periods_of("2026", sources=[source("2026Q1"), source("2026H1")], days={}, grade=Grade.SENIOR)
    assert (q1.days, h1.days, h1.of) == (90, 91, 181)

    _, _, covered, _ = periods_of(
        "2026",
        sources=[source("2026Q1"), source("2026Q2"), source("2026H1")],
        days={},
        grade=Grade.SENIOR,
    )
    assert (covered.missing, covered.weight) == (Missing.COVERED, 0)


@pytest.mark.parametrize(
    ("computed", "failed", "exact"),
    [(None, False, "3.61"), (Decimal("3.5"), False, "3.75"), (None, True, "3.75")],
    ids=["the unrounded mean", "the point to which calibration moved it", "the point of a failed gate"],
)
def test_what_was_decided_goes_into_the_year(computed: Decimal | None, failed: bool, exact: str) -> None:
    sections = (
        SectionScore(key="kpi", weight=70, mean=Decimal("3.8")),
        SectionScore(key="values", weight=30, mean=Decimal("3.25")),
    )
    outcome = Outcome(
        sections=sections, exact=Decimal("3.61"), score=Decimal("3.75"), failed=failed, computed=computed
    )

    found = counted(load_scheme("kpi-values"), outcome)

    assert found == Counted(
        exact=Decimal(exact), score=Decimal("3.75"), kpi=Decimal("3.8"), values=Decimal("3.25")
    )


def test_the_teams_kpis_and_ones_own_are_one_mean_and_a_scheme_without_values_has_none() -> None:
    scheme = load_scheme("operations")
    sections = tuple(
        SectionScore(key=each.key, weight=each.weight, mean=Decimal(mean))
        for each, mean in zip(scheme.sections, ("4", "3", "3.5"), strict=True)
    )
    outcome = Outcome(sections=sections, exact=Decimal("3.5"), score=Decimal("3.5"), failed=False)

    found = counted(scheme, outcome)

    assert (found.kpi, found.values) == (Decimal("3.5"), None)


days_of_the_year = st.dates(date(2024, 1, 1), date(2024, 12, 31))
means = st.decimals(Decimal("2.5"), Decimal(5), places=20)


@given(
    results=st.dictionaries(st.sampled_from(PARTS), means, min_size=1),
    joined_on=st.none() | days_of_the_year,
    away=st.none() | st.tuples(days_of_the_year, st.integers(1, 200)),
    grade=st.sampled_from(Grade),
)
def test_a_year_is_what_counting_it_day_by_day_comes_to(
    results: dict[str, Decimal],
    joined_on: date | None,
    away: tuple[date, int] | None,
    grade: Grade,
) -> None:
    gone = () if away is None else ((away[0], away[0] + timedelta(days=away[1])),)
    days = {
        part.name: share_of(
            part.starts_on, part.ends_on, joined_on=joined_on, away=gone, calendar=CALENDAR
        ).days
        for part in parts_of("2024")
    }
    sources = [source(f"2024{part}", str(exact)) for part, exact in results.items()]

    periods = periods_of("2024", sources=sources, days=days, grade=grade)
    slow = slow_mean(
        2024, {part: Fraction(exact) for part, exact in results.items()}, joined_on=joined_on, away=gone
    )

    assert (slow is None) == (sum(each.weight for each in periods) == 0)
    if slow is not None:
        assert year_mean(periods) == Decimal(round(slow * 10**PLACES)) / 10**PLACES
