"""Which adjustments count, and what has to come with them."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reviews.approval import (
    Lack,
    ReasonsMissing,
    adjustments,
    changed,
    given_by_manager,
    is_adjusted,
    lacking,
    points,
    scores_mark,
    with_scores,
)
from bot.domain.reviews.facts import Given, Item, ItemScore
from bot.domain.reviews.scoring import Side
from bot.errors import Refusal
from bot.services.reviews.review_facts import last_given
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, OWN, TEAMWORK, review, scored, wanted

HALF = Decimal("0.5")


def test_only_what_differs_from_what_stands_is_an_adjustment() -> None:
    facts = review(given={DWELL: scored("3.25", reason="One week was missing")})

    found = adjustments(
        facts,
        {
            CONVERSION: wanted("3.75"),
            DWELL: wanted("3.25", "One week was missing"),
            TEAMWORK: wanted("2", "Seldom seen"),
        },
        reason_from=HALF,
    )

    assert found == {TEAMWORK: wanted("2", "Seldom seen")}


def test_another_reason_for_the_same_score_is_an_adjustment() -> None:
    facts = review(given={DWELL: scored("3.25", reason="One week was missing")})

    assert adjustments(facts, {DWELL: wanted("3.25", "Two weeks were missing")}, reason_from=HALF)


GIVEN = st.builds(
    Given,
    side=st.sampled_from(Side),
    item=st.sampled_from([CONVERSION, DWELL, CUSTOMER]),
    score=st.builds(
        ItemScore,
        score=st.sampled_from([Decimal("3.5"), Decimal("3.75")]),
        reason=st.sampled_from([None, "Why."]),
    ),
    number=st.just(2),
)


@settings(max_examples=50)
@given(st.lists(GIVEN, max_size=12), st.randoms(use_true_random=False))
def test_of_what_came_at_once_only_the_order_within_an_item_counts(
    scores: list[Given], chance: Random
) -> None:
    """What was put down in one step stands in the rows in whatever order its form had."""
    turns = [each.item for each in scores]
    chance.shuffle(turns)
    theirs = {item: iter([each for each in scores if each.item == item]) for item in set(turns)}
    mixed = [next(theirs[item]) for item in turns]

    assert given_by_manager(mixed) == given_by_manager(scores)
    for side in Side:
        assert last_given(mixed, side) == last_given(scores, side)


def test_a_remark_may_stand_beside_the_same_score() -> None:
    assert adjustments(review(), {DWELL: wanted("3.5", "Steady through the quarter")}, reason_from=HALF)


def test_going_back_to_the_employees_score_needs_no_reason() -> None:
    facts = review(given={DWELL: scored("2.5", reason="One week was missing")})

    assert adjustments(facts, {DWELL: wanted("3.5")}, reason_from=HALF) == {DWELL: wanted("3.5")}


@pytest.mark.parametrize("reason", [None, "", "\u200b\u2800"])
def test_every_score_that_lacks_something_is_named_with_what_it_lacks(reason: str | None) -> None:
    with pytest.raises(ReasonsMissing) as missing:
        adjustments(review(), {DWELL: wanted("3", reason), CUSTOMER: wanted("2", reason)}, reason_from=HALF)

    assert missing.value.items == {DWELL: Lack.REASON, CUSTOMER: Lack.CASE_AGAINST}


@pytest.mark.parametrize(
    ("item", "score", "reason_from", "expected"),
    [
        (DWELL, "3.25", "0.5", None),
        (DWELL, "3", "0.5", Lack.REASON),
        (DWELL, "4", "0.5", Lack.REASON),
        (DWELL, "3.25", "0.25", Lack.REASON),
        (DWELL, "3.5", "0.5", None),
        (DWELL, "3", "1", None),
        # Their case for a 3 speaks for a 3.5 and a 4, too, and not for what went against the value.
        (CUSTOMER, "3", "0.5", None),
        (CUSTOMER, "3.5", "1", None),
        (CUSTOMER, "2.5", "1", None),
        (CUSTOMER, "2", "2", Lack.CASE_AGAINST),
        # There is no case of theirs.
        (TEAMWORK, "3", "1", Lack.CASE_FOR),
        (TEAMWORK, "2", "1", Lack.CASE_AGAINST),
    ],
)
def test_what_a_score_has_to_come_with(
    item: Item, score: str, reason_from: str, expected: Lack | None
) -> None:
    said = lacking(review(), item, wanted(score), reason_from=Decimal(reason_from))

    assert said is expected
    assert lacking(review(), item, wanted(score, "So it was"), reason_from=Decimal(reason_from)) is None


def row(side: Side, number: int, score: ItemScore, item: Item = DWELL) -> Given:
    return Given(side=side, item=item, score=score, number=number)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([scored("3.25")], scored("3.25")),
        ([scored("3.25", reason="Low"), scored("3.5")], None),
        ([scored("3.5", reason="Steady")], scored("3.5", reason="Steady")),
        ([scored("3.25"), scored("3.5"), scored("3")], scored("3")),
    ],
    ids=["without a reason", "taken back", "a remark", "given anew"],
)
def test_what_the_manager_gave_and_did_not_take_back(
    rows: list[ItemScore], expected: ItemScore | None
) -> None:
    own = row(Side.SELF, 1, scored("3.5"))
    given = [row(Side.MANAGER, number, each) for number, each in enumerate(rows, start=2)]

    assert given_by_manager([own, *given]).get(DWELL) == expected


def test_what_was_taken_back_stays_so_when_the_employee_gives_another_score() -> None:
    rows = [
        row(Side.SELF, 1, scored("3.5")),
        row(Side.MANAGER, 2, scored("3")),
        row(Side.MANAGER, 3, scored("3.5")),
        row(Side.SELF, 4, scored("4")),
    ]

    assert given_by_manager(rows) == {}


def test_what_it_would_come_to() -> None:
    facts = review()

    assumed = with_scores(facts, {DWELL: wanted("3.25"), TEAMWORK: wanted("99"), ("kpi", "x"): wanted("3")})

    assert assumed.outcome is not None
    assert assumed.outcome.exact == Decimal("3.31")
    assert facts.outcome == facts.own_outcome


def test_a_mark_of_scores_knows_no_order_and_no_zeros() -> None:
    one = {DWELL: wanted("3.50"), TEAMWORK: wanted("2", "So")}

    assert scores_mark(one) == scores_mark({TEAMWORK: wanted("2.0"), DWELL: wanted("3.5")})
    assert scores_mark(one) != scores_mark({**one, DWELL: wanted("3.25")})


@pytest.mark.parametrize(
    ("item", "score"), [(DWELL, "2"), (DWELL, "3.6"), (TEAMWORK, "3.75"), (("kpi", "unknown"), "3")]
)
def test_a_score_off_the_scale_is_refused(item: Item, score: str) -> None:
    with pytest.raises(Refusal, match=r"review\.not_a_score"):
        adjustments(review(), {item: wanted(score, "so")}, reason_from=HALF)


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
