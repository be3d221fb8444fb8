"""Whoever tries ids of reviews learns nothing from the answer."""

from typing import NoReturn

import pytest

from bot.errors import Missing, Refusal
from bot.services.reviews.find_review import found


def nothing() -> NoReturn:
    raise Missing


def test_what_is_there_is_found() -> None:
    assert found(lambda: 7) == 7


def test_a_review_that_is_not_there_is_told_like_somebody_elses() -> None:
    with pytest.raises(Refusal) as refusal:
        found(nothing)
    with pytest.raises(Refusal) as other:
        found(nothing, refuse=lambda: Refusal("second_look.not_yours"))

    assert (refusal.value.code, other.value.code) == ("review.not_yours", "second_look.not_yours")
