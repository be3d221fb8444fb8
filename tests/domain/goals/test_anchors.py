"""A figure suggests a score by its share of the target or by its band, in either direction."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy, figure_of, suggest

SCALE = tuple(Decimal(each) for each in ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5"))
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def shares(direction: Direction, *ends: str) -> tuple[Anchor, ...]:
    """One anchor a share, from the best point down."""
    ordered = sorted(map(Decimal, ends), reverse=direction is HIGHER)
    return tuple(Anchor(score=score, share=share) for score, share in zip(SCALE, ordered, strict=False))


def bands(direction: Direction, *cuts: str) -> tuple[Anchor, ...]:
    """Bands between the cuts, open at both ends."""
    ends: list[Decimal | None] = [None, *sorted(map(Decimal, cuts)), None]
    pairs = list(pairwise(ends))
    ordered = pairs[::-1] if direction is HIGHER else pairs
    return tuple(
        Anchor(score=score, low=low, high=high) for score, (low, high) in zip(SCALE, ordered, strict=False)
    )


@pytest.mark.parametrize(
    ("direction", "actual", "score"),
    [
        (HIGHER, "4.32", "5"),
        (HIGHER, "4.31", "4.5"),
        (HIGHER, "3.6", "4.5"),
        (HIGHER, "2.88", "4"),
        (HIGHER, "2.87", None),
        (HIGHER, "-1", None),
        (LOWER, "2.88", "5"),
        (LOWER, "3.6", "4.5"),
        (LOWER, "4.32", "4"),
        (LOWER, "4.33", None),
        (LOWER, "0", "5"),
    ],
)
def test_a_share_counts_from_the_target_in_either_direction(
    direction: Direction, actual: str, score: str | None
) -> None:
    suggested = suggest(
        shares(direction, "120", "100", "80"),
        scored_by=ScoredBy.SHARE,
        direction=direction,
        target=Decimal("3.6"),
        actual=Decimal(actual),
    )

    assert suggested == (None if score is None else Decimal(score))


@pytest.mark.parametrize("target", [None, "0", "-2"])
def test_a_share_of_nothing_suggests_nothing(target: str | None) -> None:
    wanted = None if target is None else Decimal(target)

    assert (
        suggest(
            shares(HIGHER, "120"),
            scored_by=ScoredBy.SHARE,
            direction=HIGHER,
            target=wanted,
            actual=Decimal(9),
        )
        is None
    )
    assert figure_of(Anchor(score=Decimal(5), share=Decimal(120)), wanted) is None


@pytest.mark.parametrize(
    ("direction", "actual", "score"),
    [(HIGHER, "4", "5"), (HIGHER, "3.9", "4.5"), (HIGHER, "1", "4"), (LOWER, "1", "5"), (LOWER, "4", "4")],
)
def test_a_band_is_from_its_low_end_to_below_its_high_one(
    direction: Direction, actual: str, score: str
) -> None:
    suggested = suggest(
        bands(direction, "2", "4"),
        scored_by=ScoredBy.BANDS,
        direction=direction,
        target=None,
        actual=Decimal(actual),
    )

    assert suggested == Decimal(score)


def test_words_suggest_nothing() -> None:
    anchors = (Anchor(score=Decimal(5), text="both up"),)

    assert (
        suggest(anchors, scored_by=ScoredBy.WORDS, direction=HIGHER, target=Decimal(1), actual=Decimal(9))
        is None
    )


NUMBERS = st.decimals(min_value=0, max_value=1000, places=2).map(str)


@given(
    st.sampled_from(Direction),
    st.sampled_from([ScoredBy.SHARE, ScoredBy.BANDS]),
    st.lists(NUMBERS, min_size=1, max_size=7, unique_by=Decimal),
    st.decimals(min_value="0.01", max_value=1000, places=2),
    st.tuples(*[st.decimals(min_value=-100, max_value=3000, places=3)] * 2),
)
def test_a_better_figure_never_suggests_a_lower_score(
    direction: Direction,
    scored_by: ScoredBy,
    ends: Sequence[str],
    target: Decimal,
    figures: tuple[Decimal, ...],
) -> None:
    anchors = (shares if scored_by is ScoredBy.SHARE else bands)(direction, *ends)
    worse, better = sorted(figures, reverse=direction is LOWER)

    first, second = (
        suggest(anchors, scored_by=scored_by, direction=direction, target=target, actual=actual)
        for actual in (worse, better)
    )

    assert first is None or (second is not None and second >= first)
