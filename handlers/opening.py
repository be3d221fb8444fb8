"""Opening a form for whoever clicked; where Slack does not, they hear it, with what they had written."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.errors import Refusal
from bot.slack.errors import RateLimited, Rejected, Unreachable
from bot.slack.views import open_view

log = structlog.get_logger()

TOO_LATE = "expired_trigger_id"


def open_over(client: WebClient, body: Mapping[str, Any], view: dict[str, Any]) -> None:
    """Open a modal for a click: over the one in which it was made, where that was a modal."""
    if (body.get("view") or {}).get("type") == "modal":
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        open_form(client, body["trigger_id"], view)


def open_form(client: WebClient, trigger_id: str, view: dict[str, Any], *, typed: str = "") -> None:
    """Open a modal. `typed` is what was said to get it, kept already: the next form offers it.

    Raises Refusal("form.not_opened") where Slack is away, busy or was too slow.
    """
    try:
        open_view(client, trigger_id=trigger_id, view=view)
    except (RateLimited, Unreachable, Rejected) as failure:
        if isinstance(failure, Rejected) and failure.reason != TOO_LATE:
            raise
        log.warning("form.not_opened", reason=failure.reason)
        raise Refusal("form.not_opened", text=typed) from None
