"""A review by an id that came with a click: one that is not there is told like somebody else's."""

from collections.abc import Callable
from typing import TypeVar

from bot.errors import Missing, Refusal

T = TypeVar("T")


def _not_yours() -> Refusal:
    return Refusal("review.not_yours")


def found(look: Callable[[], T], *, refuse: Callable[[], Refusal] = _not_yours) -> T:
    """What `look` finds. Raises what `refuse` gives, as for a review that is not theirs, where there is none:
    whoever tries ids learns nothing from the answer.
    """
    try:
        return look()
    except Missing:
        raise refuse() from None
