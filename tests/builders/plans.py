"""Goals of a plan, as values."""

from typing import Any

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import Goal, typed_once
from bot.domain.quantities import Quantity


def goal(key: str, **rest: Any) -> Goal:
    """A goal of the company for 2027, 100 pieces, unless told otherwise."""
    values: dict[str, Any] = {
        "name": typed_once(key.capitalize()),
        "period": "2027",
        "quantity": Quantity.COUNT,
        "unit": typed_once("pieces"),
        "target": "100",
        "direction": Direction.HIGHER,
    }
    return Goal(key=key, **{**values, **rest})
