"""When a score surprises: bands, falls, and what counts as told in time or late."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.no_surprise import (
    Checked,
    Why,
    Window,
    band,
    lowest,
    reasons,
    told_in_time,
    told_late,
)
from bot.domain.reviews.scheme import BANDS
from bot.domain.weeks.feedback import FeedbackKind
from bot.domain.weeks.feedback_way import State
from tests.builders.feedback import feedback

OPENS = datetime(2026, 10, 1, tzinfo=UTC)
SHUTS = datetime(2027, 1, 1, tzinfo=UTC)
WINDOW = Window(cycle_id=4, opens=OPENS, shuts=SHUTS)
WITHIN, AFTER = OPENS + timedelta(days=40), SHUTS + timedelta(days=7)
SCALE = tuple(Decimal(point) for point in ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5"))


@pytest.mark.parametrize(
    ("point", "is_in"), [("5", 0), ("4", 0), ("3.75", 1), ("3.5", 2), ("3.25", 3), ("2.5", 3)]
)
def test_a_point_is_in_a_band(point: str, is_in: int) -> None:
    assert band(Decimal(point), BANDS) == is_in


def test_the_lowest_band_begins_below_its_limit() -> None:
    assert lowest(SCALE, BANDS) == Decimal("3.25")
    assert lowest([Decimal(5), Decimal(4)], BANDS) is None


@pytest.mark.parametrize(
    ("point", "last", "why"),
    [
        ("3.5", None, ()),
        ("3.25", None, (Why.LOW,)),
        ("3.5", "3.75", (Why.FELL,)),
        ("3.25", "3.5", (Why.LOW, Why.FELL)),
        ("3", "3.25", (Why.LOW,)),
        ("4", "5", ()),
        ("3.75", "3.5", ()),
    ],
)
def test_what_about_a_point_asks_for_feedback(point: str, last: str | None, why: tuple[Why, ...]) -> None:
    assert reasons(Decimal(point), Decimal(last) if last else None, BANDS) == why


@pytest.mark.parametrize(
    ("rest", "counts"),
    [
        ({"told_at": WITHIN}, True),
        ({"told_at": OPENS}, True),
        ({"told_at": SHUTS}, False),
        ({"told_at": OPENS - timedelta(seconds=1)}, False),
        ({"told_at": WITHIN, "kind": FeedbackKind.NEGATIVE}, True),
        ({"told_at": WITHIN, "kind": FeedbackKind.POSITIVE}, False),
        ({"told_at": WITHIN, "state": State.ANSWERED}, True),
        ({"told_at": WITHIN, "state": State.UNSAID}, False),
        ({"told_at": None, "state": State.KEPT}, False),
    ],
)
def test_what_was_told_in_time(rest: dict[str, Any], counts: bool) -> None:
    piece = feedback(**{"given_at": WITHIN, **rest})

    assert bool(told_in_time([piece], WINDOW)) is counts


@pytest.mark.parametrize(
    ("rest", "counts"),
    [
        ({"given_at": AFTER, "told_at": AFTER}, False),
        ({"given_at": AFTER, "told_at": AFTER, "late_for_id": 4}, True),
        ({"given_at": AFTER, "told_at": AFTER, "late_for_id": 5}, False),
        ({"given_at": WITHIN, "told_at": AFTER}, True),
        ({"given_at": WITHIN, "told_at": WITHIN}, False),
        ({"given_at": AFTER, "told_at": AFTER, "late_for_id": 4, "state": State.UNSAID}, False),
    ],
)
def test_what_was_told_late(rest: dict[str, Any], counts: bool) -> None:
    assert bool(told_late([feedback(**rest)], WINDOW)) is counts


def test_a_score_leans_on_what_came_late_only_where_it_has_to() -> None:
    low = (Why.LOW,)

    assert Checked(why=low).is_missing
    assert Checked(why=low, late=(7,)).leans_on == (7,)
    assert Checked(why=low, late=(7,), in_time=(6,)).leans_on == ()
    assert Checked(late=(7,)).leans_on == ()
