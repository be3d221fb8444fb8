"""What a review comes to: weights, the gate, the scale."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.sections.ladder import POINTS, rungs_reached
from bot.errors import Refusal
from tests.builders.approval import kpi
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("kpi-values")
points = st.sampled_from(SCHEME.points)
rungs = st.sampled_from(POINTS)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Kpi, ...]:
    """One to twelve KPIs whose weights add up to 100."""
    cuts = draw(st.lists(st.integers(1, 99), unique=True, max_size=11))
    edges = [0, *sorted(cuts), 100]
    return tuple(kpi(f"k{number}", "K", high - low) for number, (low, high) in enumerate(pairwise(edges)))


@st.composite
def complete(draw: st.DrawFn) -> tuple[tuple[Kpi, ...], dict[Item, Decimal]]:
    """A sheet, and a score for everything on it and on the ladders."""
    sheet = draw(sheets())
    scores: dict[Item, Decimal] = {("kpi", each.key): draw(points) for each in sheet}
    scores |= {("values", ladder.key): draw(rungs) for ladder in SCHEME.section("values").ladders}
    return sheet, scores


def of(score: str, *, values: str) -> dict[Item, Decimal]:
    return {
        ("kpi", "k"): Decimal(score),
        ("values", "customer_first"): Decimal(values),
        ("values", "teamwork"): Decimal(values),
    }


def test_kpis_count_seventy_and_values_thirty_percent() -> None:
    result = outcome_of(SCHEME, Basis(kpis=(kpi("k", "K", 100),)), of("3.75", values="3"))

    assert result.exact == Decimal("3.525")
    assert result.score == Decimal("3.5")
    assert not result.failed


def test_failed_values_fail_the_whole_review_whatever_the_kpis() -> None:
    result = outcome_of(SCHEME, Basis(kpis=(kpi("k", "K", 100),)), of("5", values="2"))

    assert result.failed
    assert result.score == Decimal("2.5")
    assert result.exact == Decimal("4.1")


def test_a_missing_score_is_named() -> None:
    with pytest.raises(Refusal, match=r"scoring\.missing"):
        outcome_of(SCHEME, Basis(kpis=(kpi("k", "K", 100),)), {("kpi", "k"): Decimal(3)})


@given(complete())
def test_the_mean_lies_between_the_lowest_and_the_highest_score(
    given_scores: tuple[tuple[Kpi, ...], dict[Item, Decimal]],
) -> None:
    sheet, scores = given_scores

    result = outcome_of(SCHEME, Basis(kpis=sheet), scores)

    assert min(scores.values()) <= result.exact <= max(scores.values())
    assert result.score in SCHEME.points
    values = next(section for section in result.sections if section.key == "values")
    assert result.failed == (values.mean < Decimal("2.5"))
    if result.failed:
        assert result.score == min(SCHEME.points)


@given(complete(), st.data())
def test_a_better_score_never_makes_the_result_worse(
    given_scores: tuple[tuple[Kpi, ...], dict[Item, Decimal]], data: st.DataObject
) -> None:
    sheet, scores = given_scores
    item = data.draw(st.sampled_from(sorted(scores)))
    scale = SCHEME.points if item[0] == "kpi" else POINTS
    better = data.draw(st.sampled_from([point for point in scale if point >= scores[item]]))

    before = outcome_of(SCHEME, Basis(kpis=sheet), scores)
    after = outcome_of(SCHEME, Basis(kpis=sheet), {**scores, item: better})

    assert after.exact >= before.exact
    assert after.score >= before.score


@given(rungs)
def test_a_score_on_a_ladder_is_its_rungs_and_half_of_the_next(score: Decimal) -> None:
    passed, in_part = rungs_reached(score)

    assert passed + (Decimal("0.5") if in_part else 0) == score
    assert 0 <= passed <= 5
