"""A report of a mail server that a message did not arrive. Source: RFC 3464."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

MOST_BYTES = 1_000_000
"""Of a longer one the rest is not read: what matters stands in front."""


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """`message_id`: of what did not arrive; `status`: the server's number for why, such as "5.1.1"."""

    message_id: str
    status: str


def bounce_in(report: bytes) -> Bounce | None:
    """What a report says; None where it is none, or of a message that is only late."""
    parts = list(message_from_bytes(report[:MOST_BYTES], policy=policy.compat32).walk())
    statuses = [str(each["Status"]).strip() for each in parts if _is_failure(each)]
    about = [found for each in parts[1:] if (found := _message_id(each))]
    if not statuses or not about:
        return None
    return Bounce(message_id=about[-1], status=statuses[0][:20])


def _is_failure(part: Message) -> bool:
    action = str(part.get("Action", "")).strip().casefold()
    return action == "failed" and "Status" in part


def _message_id(part: Message) -> str:
    """Of the message that comes with the report, whole or as its headers alone."""
    if part.get_content_type() == "text/rfc822-headers":
        headers = part.get_payload(decode=True)
        part = message_from_bytes(headers if isinstance(headers, bytes) else b"")
    return str(part.get("Message-ID", "")).strip()
