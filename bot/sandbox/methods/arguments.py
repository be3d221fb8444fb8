"""A call's arguments, read as Slack reads them: JSON types or the strings of a form."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.state.context import Context
from bot.sandbox.state.ids import is_timestamp
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.decoding import decoded

T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """One call: the sandbox's parts and the arguments."""

    context: Context
    arguments: Json

    def has(self, name: str) -> bool:
        """Whether an argument was given a value."""
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """A string. Raises SlackError invalid_arguments for anything but strings and numbers."""
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, bool | list | dict):
            raise SlackError("invalid_arguments", messages=[f"[ERROR] must provide a string: {name}"])
        return str(value)

    def required(self, name: str) -> str:
        """A string that must be there. Raises SlackError invalid_arguments."""
        if not self.has(name):
            raise missing_field(name)
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean, also as true/false or 1/0."""
        value = self.arguments.get(name, default)
        return value.lower() in ("true", "1") if isinstance(value, str) else bool(value)

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 10**12) -> int:
        """A whole number in bounds. Raises SlackError invalid_arguments."""
        if not self.has(name):
            return default
        try:
            number = int(self.arguments[name])
        except (TypeError, ValueError):
            raise SlackError(
                "invalid_arguments", messages=[f"[ERROR] must be an integer [json-pointer:/{name}]"]
            ) from None
        if not least <= number <= most:
            bound = f"less than {most + 1}" if number > most else f"more than {least - 1}"
            raise SlackError(
                "invalid_arguments", messages=[f"[ERROR] must be {bound} [json-pointer:/{name}]"]
            )
        return number

    def timestamp(self, name: str, error: str) -> str | None:
        """A message timestamp, None when left out. Raises the given SlackError."""
        value = self.text(name)
        if value and not is_timestamp(value):
            raise SlackError(error)
        return value or None

    def decoded(self, name: str, error: str = "invalid_arguments") -> Any:
        """An argument that may come as JSON in a string."""
        return decoded(self.arguments.get(name), error)


def page(
    request: Request,
    items: Sequence[T],
    *,
    default: int,
    most: int = 1000,
    limit_error: str = "invalid_arguments",
) -> tuple[list[T], Json]:
    """One page of a collection, and response_metadata. Raises SlackError invalid_cursor or `limit_error`."""
    try:
        limit = request.whole("limit", default, least=0, most=most) or default
    except SlackError as wrong:
        raise SlackError(limit_error, messages=wrong.messages) from wrong
    start = 0
    if request.has("cursor"):
        start = _offset(request.text("cursor"))
        if not 0 < start < len(items):
            raise SlackError("invalid_cursor")
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"next_cursor": cursor}


def _offset(cursor: str) -> int:
    try:
        name, _, offset = base64.b64decode(cursor, validate=True).decode().partition(":")
        return int(offset) if name == "next" else -1
    except ValueError:
        raise SlackError("invalid_cursor") from None
