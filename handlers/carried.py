"""What buttons and forms carry along: ours when they were made, perhaps of an older version by now."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

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


def numbers(value: str, *, parts: int) -> list[int]:
    """So many numbers that a button carries, the first of them a row's id. Raises Refusal("card.unknown")."""
    said = value.split(":")
    if len(said) != parts or not all(each.isascii() and each.isdecimal() for each in said):
        raise Refusal("card.unknown")
    return [row_id(said[0]), *(int(each[:9]) for each in said[1:])]


def count(value: str) -> int:
    """The number that a button's value is, 0 too. Raises Refusal("card.unknown")."""
    if not (value.isascii() and value.isdecimal()):
        raise Refusal("card.unknown")
    return int(value[:9])


def stands_under(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """Channel and ts of the message that was clicked on, or of its thread; None in a view."""
    message, channel = body.get("message"), body.get("channel")
    if not isinstance(message, Mapping) or not isinstance(channel, Mapping):
        return None
    return str(channel.get("id", "")), str(message.get("thread_ts") or message.get("ts", ""))


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
