"""What buttons and forms carry along: ours when they were made, perhaps of an older version by now."""

from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import Refusal

Shape = TypeVar("Shape", bound=BaseModel)
LARGEST_ID = 2**31 - 1
"""No row has a larger one, and PostgreSQL takes none."""


def row_id(value: str) -> int:
    """The id that a button's value is. Raises Refusal("card.unknown")."""
    if not (value.isascii() and value.isdecimal()) or not 0 < int(value[:20]) <= LARGEST_ID:
        raise Refusal("card.unknown")
    return int(value)


def day(value: str) -> date:
    """The day that a button's value is. Raises Refusal("card.unknown")."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refusal("card.unknown") from None


def read(shape: type[Shape], carried: str) -> Shape:
    """What a form's private_metadata holds. Raises Refusal("card.unknown")."""
    try:
        return shape.model_validate_json(carried)
    except ValidationError:
        raise Refusal("card.unknown") from None
