"""Anchors as JSON: {"score": "3.5", "text": …, "share": "90", "low": …, "high": …}; only what is said."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from bot.domain.goals.anchors import Anchor


def anchors_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Anchor, ...]:
    """The anchors that a row keeps, in its order."""
    return tuple(
        Anchor(
            score=Decimal(each["score"]),
            text=each.get("text", ""),
            share=_number(each.get("share")),
            low=_number(each.get("low")),
            high=_number(each.get("high")),
        )
        for each in kept
    )


def as_kept(anchors: Iterable[Anchor]) -> list[dict[str, str]]:
    """The same as a row keeps them: `text` always, numbers where there are any."""
    return [
        {"score": _written(each.score), "text": each.text}
        | {
            name: _written(value)
            for name, value in (("share", each.share), ("low", each.low), ("high", each.high))
            if value is not None
        }
        for each in anchors
    ]


def _number(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"
