"""What a review comes to: weights, the gate, the scale."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import MOST_SECTIONS, Scheme
from bot.domain.reviews.scoring import SectionScore, mean, outcome
from bot.domain.reviews.sections.ladder import POINTS, rungs_reached
from bot.errors import Refusal
from tests.builders.approval import kpi
from tests.builders.shipped import load_scheme

T = TypeVar("T")

SCHEME = load_scheme("kpi-values")
KPIS, LADDERS = SCHEME.sections
STATEMENTS = load_scheme("three-part").section("attitude")
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


@st.composite
def schemes(draw: st.DrawFn) -> tuple[Scheme, Basis, dict[Item, Decimal]]:
    """As somebody might write one: up to six sections of every method, and a score for each item."""
    cuts = draw(st.lists(st.integers(1, 99), unique=True, max_size=MOST_SECTIONS - 1))
    sections: list[Any] = []
    scores: dict[Item, Decimal] = {}
    sheet = draw(sheets())
    for number, (low, high) in enumerate(pairwise([0, *sorted(cuts), 100])):
        key, count = f"s{number}", draw(st.integers(1, 12))
        drawn: Any = draw(st.sampled_from([KPIS, LADDERS, STATEMENTS]))
        more = {
            name: tuple(
                getattr(drawn, name)[0].model_copy(update={"key": f"i{each}"}) for each in range(count)
            )
            for name in ("ladders", "statements")
            if hasattr(drawn, name)
        }
        section = drawn.model_copy(update={"key": key, "weight": high - low, **more})
        sections.append(section)
        for item in section.items(Basis(kpis=sheet)):
            scores[key, item] = draw(st.sampled_from(section.points(SCHEME.points)))
    return SCHEME.model_copy(update={"sections": tuple(sections)}), Basis(kpis=sheet), scores


def in_fractions(scheme: Scheme, basis: Basis, scores: Mapping[Item, Decimal]) -> tuple[Fraction, bool]:
    """The mean of the whole, and whether a gate is failed; worked out without a single rounding."""
    exact, failed, weights = Fraction(), False, {each.key: each.weight for each in basis.kpis}
    for section in scheme.sections:
        theirs = {item: Fraction(score) for (key, item), score in scores.items() if key == section.key}
        counts = {item: weights[item] if section.has_figure else 1 for item in theirs}
        reached = sum(counts[item] * score for item, score in theirs.items()) / sum(counts.values())
        failed = failed or (section.gate_below is not None and reached < Fraction(section.gate_below))
        exact += Fraction(section.weight, 100) * reached
    return exact, failed


def nearest(exact: Fraction, scheme: Scheme) -> Decimal:
    """The point of the scale; half-way goes down."""
    return min(sorted(scheme.points), key=lambda point: abs(Fraction(point) - exact))


def shuffled(
    scheme: Scheme, basis: Basis, scores: Mapping[Item, Decimal], chance: Random
) -> tuple[Scheme, Basis, dict[Item, Decimal]]:
    """The same with its sections, their items, the KPIs and the scores in another order."""

    def mixed(all_of_it: Iterable[T]) -> tuple[T, ...]:
        return tuple(sorted(all_of_it, key=lambda _: chance.random()))

    sections = (
        each.model_copy(
            update={
                name: mixed(getattr(each, name)) for name in ("ladders", "statements") if hasattr(each, name)
            }
        )
        for each in mixed(scheme.sections)
    )
    return (
        scheme.model_copy(update={"sections": tuple(sections)}),
        Basis(kpis=mixed(basis.kpis)),
        dict(mixed(scores.items())),
    )


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


@settings(max_examples=40)
@given(schemes(), st.randoms(use_true_random=False))
def test_it_is_what_fractions_come_to_in_whatever_order_anything_stands(
    drawn: tuple[Scheme, Basis, dict[Item, Decimal]], chance: Random
) -> None:
    scheme, basis, scores = drawn
    exact, failed = in_fractions(scheme, basis, scores)

    for _ in range(2):
        result = outcome_of(scheme, basis, scores)

        assert abs(Fraction(result.exact) - exact) < Fraction(1, 10**15)
        assert result.failed is failed
        assert result.score == (min(scheme.points) if failed else nearest(exact, scheme))
        scheme, basis, scores = shuffled(scheme, basis, scores, chance)
        again = outcome_of(scheme, basis, scores)
        assert (again.exact, again.score, again.failed) == (result.exact, result.score, result.failed)
        assert {each.key: each.mean for each in again.sections} == {
            each.key: each.mean for each in result.sections
        }


def test_half_way_goes_down_where_the_means_have_no_end() -> None:
    """5 % of 25/7, 85 % of 51/14 and 10 % of 3.5 are 3.625."""
    sections = [
        SectionScore(key="a", weight=5, mean=mean([*[Decimal("3.5")] * 6, Decimal(4)])),
        SectionScore(key="b", weight=85, mean=mean([*[Decimal("3.5")] * 5, *[Decimal(4)] * 2])),
        SectionScore(key="c", weight=10, mean=Decimal("3.5")),
    ]

    for each in (sections, sections[::-1]):
        reached = outcome(each, scale=SCHEME.points, failed=False)
        assert (reached.exact, reached.score) == (Decimal("3.625"), Decimal("3.5"))


@given(rungs)
def test_a_score_on_a_ladder_is_its_rungs_and_half_of_the_next(score: Decimal) -> None:
    passed, in_part = rungs_reached(score)

    assert passed + (Decimal("0.5") if in_part else 0) == score
    assert 0 <= passed <= 5
