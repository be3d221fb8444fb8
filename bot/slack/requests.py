"""What Slack sends, as Bolt takes it: whatever it is, nothing is thrown before somebody has looked at it."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import BoltRequest

_Headers = dict[str, str | Sequence[str]]
_STUMBLES = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What Bolt throws over a body that is not of the shape that it expects."""


def over_http(body: str, *, query: Mapping[str, str], headers: Mapping[str, str]) -> BoltRequest:
    """A request as it came; one that Bolt cannot read has an empty body, and its own words to be verified."""
    lists: _Headers = {name: [value] for name, value in headers.items()}
    try:
        return BoltRequest(body=body, query=dict(query), headers=lists)
    except _STUMBLES:
        unreadable = BoltRequest(body="", query=dict(query), headers=lists)
        unreadable.raw_body = body
        return unreadable


def over_socket(payload: Any, *, headers: _Headers | None) -> BoltRequest:
    """An envelope's payload; one that Bolt cannot read has an empty body."""
    try:
        return BoltRequest(mode="socket_mode", body=payload, headers=headers)
    except _STUMBLES:
        return BoltRequest(mode="socket_mode", body={}, headers=headers)
