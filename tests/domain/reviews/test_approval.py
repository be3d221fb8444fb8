"""Which adjustments count, and what has to come with them."""

from decimal import Decimal

import pytest

from bot.domain.reviews.approval import ReasonsMissing, Wanted, adjustments, changed, is_adjusted, points
from bot.domain.reviews.facts import Item
from bot.errors import Refusal
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, OWN, TEAMWORK, review, scored


def wanted(score: str, reason: str | None = None) -> Wanted:
    return Wanted(score=Decimal(score), reason=reason)


def test_only_what_differs_from_what_stands_is_an_adjustment() -> None:
    facts = review(given={DWELL: scored("3.25", reason="One week was missing")})

    found = adjustments(
        facts,
        {
            CONVERSION: wanted("3.75"),
            DWELL: wanted("3.25", "One week was missing"),
            TEAMWORK: wanted("2", "Seldom seen"),
        },
    )

    assert found == {TEAMWORK: wanted("2", "Seldom seen")}


def test_another_reason_for_the_same_score_is_an_adjustment() -> None:
    facts = review(given={DWELL: scored("3.25", reason="One week was missing")})

    assert adjustments(facts, {DWELL: wanted("3.25", "Two weeks were missing")})


def test_a_remark_may_stand_beside_the_same_score() -> None:
    assert adjustments(review(), {DWELL: wanted("3.5", "Steady through the quarter")})


def test_going_back_to_the_employees_score_needs_no_reason() -> None:
    facts = review(given={DWELL: scored("3.25", reason="One week was missing")})

    assert adjustments(facts, {DWELL: wanted("3.5")}) == {DWELL: wanted("3.5")}


@pytest.mark.parametrize("reason", [None, "", "\u200b\u2800"])
def test_every_differing_score_without_a_reason_is_named(reason: str | None) -> None:
    with pytest.raises(ReasonsMissing) as missing:
        adjustments(review(), {DWELL: wanted("3", reason), CUSTOMER: wanted("2.5", reason)})

    assert missing.value.items == [DWELL, CUSTOMER]


@pytest.mark.parametrize(
    ("item", "score"), [(DWELL, "2"), (DWELL, "3.6"), (TEAMWORK, "3.75"), (("kpi", "unknown"), "3")]
)
def test_a_score_off_the_scale_is_refused(item: Item, score: str) -> None:
    with pytest.raises(Refusal, match=r"review\.not_a_score"):
        adjustments(review(), {item: wanted(score, "so")})


def test_kpis_take_the_scale_and_values_take_rungs() -> None:
    assert points(review(), DWELL)[0] == Decimal(5)
    assert Decimal("3.75") in points(review(), DWELL)
    assert points(review(), TEAMWORK)[:2] == (Decimal(5), Decimal("4.5"))
    assert points(review(), TEAMWORK)[-1] == 0


def test_an_item_is_adjusted_where_the_manager_gave_another_score_or_a_remark() -> None:
    facts = review(given={DWELL: scored("3.25", reason="Low"), CUSTOMER: scored("3", reason="Well done")})

    assert [is_adjusted(facts, item) for item in OWN] == [False, True, True, False]


def test_what_changed_between_two_submissions() -> None:
    after = {**OWN, TEAMWORK: scored("3", evidence="A case"), CONVERSION: scored("3.75", actual="3.9 %")}

    assert changed(OWN, after) == {TEAMWORK, CONVERSION}
    assert changed(OWN, dict(OWN)) == frozenset()
