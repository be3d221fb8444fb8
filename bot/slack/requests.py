"""What Slack sends, as Bolt takes it: whatever it is, nothing is thrown before somebody has looked at it."""

from binascii import a2b_qp
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
        request = BoltRequest(body=_payload(body) or body, query=dict(query), headers=lists)
        request.raw_body = body
        return request
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


def _payload(body: str) -> str | None:
    """The JSON of a form whose one field is `payload`, as Bolt would read it; None for any other body.

    urllib decodes a form's %xx in Python, one after the other: as dear as three SQL statements. So they
    are read as the =xx of quoted-printable, which is done in C and takes nothing else as its own.
    """
    name, _, value = body.partition("=")
    if name != "payload" or not value.isascii() or any(each in value for each in "&=\r\n"):
        return None
    escaped = value.replace("+", " ").encode()
    decoded = a2b_qp(escaped.replace(b"%", b"="))
    if len(decoded) != len(escaped) - 2 * escaped.count(b"%"):
        return None  # a % without two digits
    text = decoded.decode("utf-8", errors="replace")
    return text if text.startswith("{") else None
