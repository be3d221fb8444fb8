"""One call to the Web API, and what its failure means to us."""

import re
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.slack.errors import CardGone, NotThere, RateLimited, Rejected, Unreachable
from bot.slack.reasons import RATE_LIMITS, Reason, reason_of


def call(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    """Call it, without what is None. Raises RateLimited, Unreachable, Rejected's kinds."""
    try:
        return method(**{name: value for name, value in arguments.items() if value is not None})
    except SlackApiError as error:
        raise failure_of(error) from None  # the original holds the message's text; it must not be logged
    except (SlackClientError, OSError, HTTPException) as error:
        raise Unreachable(type(error).__name__) from None


_POINTER = re.compile(r"\[json-pointer:/blocks/(\d{1,3})\b")

_MET_AS: Mapping[Reason, type[Unreachable | Rejected]] = {
    Reason.TRANSIENT: Unreachable,
    Reason.CARD: CardGone,
    Reason.PERSON: NotThere,
    Reason.CHANNEL: NotThere,
    Reason.MEMBERSHIP: NotThere,
}


def failure_of(error: SlackApiError) -> RateLimited | Unreachable | Rejected:
    """What Slack's answer is to us; never with what was to be said."""
    response = error.response
    status = getattr(response, "status_code", 200)
    headers = {name.lower(): value for name, value in (getattr(response, "headers", None) or {}).items()}
    data = response.data if isinstance(getattr(response, "data", None), dict) else {}
    reason = str(data.get("error", f"http_{status}"))
    if status == 429 or reason in RATE_LIMITS:
        retry_after = headers.get("retry-after", "1")
        seconds = float(retry_after[0] if isinstance(retry_after, list) else retry_after)
        return RateLimited(seconds, reason=reason if reason in RATE_LIMITS else "ratelimited")
    if status >= 500:
        return Unreachable(reason)
    failure = _MET_AS.get(reason_of(reason), Rejected)(reason)
    if isinstance(failure, Rejected):
        failure.blocks = _places((data.get("response_metadata") or {}).get("messages"))
    return failure


def _places(messages: Any) -> frozenset[int]:
    """The blocks that Slack points at when it refuses a message."""
    return frozenset(int(place) for place in _POINTER.findall(" ".join(map(str, messages or []))))
