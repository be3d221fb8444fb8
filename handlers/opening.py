"""Opening a form for whoever clicked; where Slack does not, they hear it, with what they had written."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import Refusal
from bot.slack.errors import RateLimited, Rejected, Unreachable
from bot.slack.views import open_view
from messages.kit import LEADS_ON

log = structlog.get_logger()

TOO_LATE = "expired_trigger_id"


def open_over(client: WebClient, body: Mapping[str, Any], view: dict[str, Any]) -> None:
    """Open a modal for a click: over the one in which it was made, where that was a modal; in the place of
    one that only led here.
    """
    at = body.get("view") or {}
    if at.get("type") == "modal" and at.get("private_metadata") == LEADS_ON:
        show_while_open(client, at["id"], view)
    elif at.get("type") == "modal":
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


def bring_up_to_date(
    client: WebClient, at: dict[str, Any], view: dict[str, Any], *, newest: Callable[[], dict[str, Any]]
) -> None:
    """Show an open form as it is now; where another click came between, as `newest` says it is by then.

    `at`: the view as Slack sent it. One that was closed meanwhile is left at that.
    """
    try:
        client.views_update(view_id=at["id"], hash=at["hash"], view=view)
    except SlackApiError as error:
        reason = error.response["error"]
        if reason == "not_found":  # closed meanwhile: what was entered is kept
            return
        if reason != "hash_conflict":
            raise
        show_while_open(client, at["id"], newest())


def show_beneath(client: WebClient, at: dict[str, Any], view: dict[str, Any]) -> None:
    """Show the form under a pushed one as it is now. `at`: the pushed one as Slack sent it."""
    show_while_open(client, at["previous_view_id"] or at["root_view_id"], view)


def show_while_open(client: WebClient, view_id: str, view: dict[str, Any]) -> None:
    """Show a form as it is now; one that was closed meanwhile is left at that."""
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response["error"] != "not_found":
            raise


def show_instead(client: WebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Open a form; where the click was made in one, in its place. Raises as `open_form`."""
    if (body.get("view") or {}).get("type") == "modal":
        show_while_open(client, body["view"]["id"], view)
    else:
        open_form(client, body["trigger_id"], view)
