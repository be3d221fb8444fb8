"""Opening a form: tried once more where Slack stumbles, for as long as the trigger lives."""

import time
from typing import Any

from slack_sdk import WebClient

from bot.slack.client import Slack
from bot.slack.errors import RateLimited, Rejected, Unreachable

TRIGGER_LIVES_SECONDS = 3.0  # Source: slack.md
ON_THE_WAY_SECONDS = 0.5
"""What the click needed to get here, and the form needs to get there."""

BREATH_SECONDS = 0.2


def open_view(client: WebClient, *, trigger_id: str, view: dict[str, Any]) -> None:
    """Open a modal. Raises SlackFailure's kinds; then it is not open, as far as anybody knows."""
    gives_up = time.monotonic() + TRIGGER_LIVES_SECONDS - ON_THE_WAY_SECONDS
    slack = Slack(client)
    try:
        slack.open_view(trigger_id, view=view)
    except (RateLimited, Unreachable) as failure:
        wait = failure.retry_after if isinstance(failure, RateLimited) else BREATH_SECONDS
        if time.monotonic() + wait > gives_up:
            raise
        time.sleep(wait)
        _once_more(slack, trigger_id, view)


def _once_more(slack: Slack, trigger_id: str, view: dict[str, Any]) -> None:
    try:
        slack.open_view(trigger_id, view=view)
    except Rejected as refusal:
        if refusal.reason != "exchanged_trigger_id":  # the first try opened it; only its answer was lost
            raise
