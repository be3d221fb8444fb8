"""What scores add up to: means, the scale, the gate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.scoring import SectionScore, mean, outcome, snap, weighted_mean
from bot.errors import Refusal

SCALE = [Decimal(point) for point in ("2.5", "3", "3.5", "3.75", "4", "4.5", "5")]


def section(key: str, weight: int, reached: str) -> SectionScore:
    return SectionScore(key=key, weight=weight, mean=Decimal(reached))


def test_a_weighted_mean_is_not_rounded() -> None:
    scores = {"a": Decimal("3.75"), "b": Decimal("3.5")}

    assert weighted_mean(scores, {"a": 67, "b": 33}) == Decimal("3.6675")


@given(st.lists(st.integers(1, 50), min_size=1, max_size=2).map(lambda low: [*low, 100 - sum(low)]))
def test_the_same_score_everywhere_is_its_own_weighted_mean(weights: list[int]) -> None:
    by_item = {f"k{number}": weight for number, weight in enumerate(weights)}

    assert weighted_mean(dict.fromkeys(by_item, Decimal("3.75")), by_item) == Decimal("3.75")


@pytest.mark.parametrize(
    ("scores", "weights", "code", "facts"),
    [
        ({"a": 3, "b": 3}, {"a": 60, "b": 39}, "scoring.weights_not_100", {"total": 99}),
        ({}, {}, "scoring.weights_not_100", {"total": 0}),
        ({"a": 3}, {"a": 60, "b": 40}, "scoring.missing", {"items": ["b"]}),
    ],
)
def test_weights_add_up_and_what_has_a_weight_has_a_score(
    scores: dict[str, int], weights: dict[str, int], code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        weighted_mean({item: Decimal(score) for item, score in scores.items()}, weights)

    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_a_plain_mean_is_of_something() -> None:
    assert mean([Decimal(3), Decimal("2.5")]) == Decimal("2.75")
    with pytest.raises(Refusal, match=r"scoring\.missing"):
        mean([])


@given(st.decimals(0, 6, places=4))
def test_a_value_snaps_to_the_nearest_point_and_half_way_goes_down(value: Decimal) -> None:
    point = snap(value, SCALE)

    nearest = min(abs(each - value) for each in SCALE)
    assert abs(point - value) == nearest
    assert point == min(each for each in SCALE if abs(each - value) == nearest)


@pytest.mark.parametrize(
    ("kpis", "values", "failed", "exact", "score"),
    [
        ("3.75", "3", False, "3.525", "3.5"),
        ("5", "5", False, "5", "5"),
        ("5", "2", True, "4.1", "2.5"),  # the gate overrules whatever it comes to
    ],
)
def test_an_outcome_is_a_point_of_the_scale_and_the_lowest_where_the_gate_is_failed(
    kpis: str, values: str, failed: bool, exact: str, score: str
) -> None:
    sections = (section("kpi", 70, kpis), section("values", 30, values))

    reached = outcome(sections, scale=SCALE, failed=failed)

    assert reached.sections == sections
    assert (reached.exact, reached.score, reached.failed) == (Decimal(exact), Decimal(score), failed)
