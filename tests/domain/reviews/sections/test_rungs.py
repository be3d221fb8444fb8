"""A ladder is climbed from below, without a gap."""

from decimal import Decimal

import pytest

from bot.domain.reviews.sections.rungs import climbed, rungs_reached
from bot.errors import Refusal


@pytest.mark.parametrize(
    ("rungs", "in_part", "score"),
    [
        ((), False, "0"),
        ((), True, "0.5"),
        ((1,), False, "1"),
        ((2, 1), True, "2.5"),
        ((1, 2, 3, 4, 5), True, "5"),
    ],
)
def test_a_ladder_is_climbed_rung_by_rung_with_half_a_rung_at_the_top_only(
    rungs: tuple[int, ...], in_part: bool, score: str
) -> None:
    assert climbed(rungs, in_part=in_part) == Decimal(score)


@pytest.mark.parametrize(
    ("rungs", "below"), [((2,), 1), ((1, 3), 2), ((1, 2, 5), 3), ((1, 2, 3, 4, 5, 6), 5), ((0,), -1)]
)
def test_a_rung_over_a_gap_is_refused(rungs: tuple[int, ...], below: int) -> None:
    with pytest.raises(Refusal) as refusal:
        climbed(rungs)

    assert refusal.value.code == "self_score.rung_gap"
    assert refusal.value.facts == {"rung": max(rungs), "below": below}


@pytest.mark.parametrize(
    ("score", "reached"), [("0", (0, False)), ("0.5", (0, True)), ("3", (3, False)), ("4.5", (4, True))]
)
def test_a_score_is_read_as_rungs(score: str, reached: tuple[int, bool]) -> None:
    assert rungs_reached(Decimal(score)) == reached
