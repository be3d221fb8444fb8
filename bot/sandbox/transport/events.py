"""The Events API: who gets which event, its envelope, and its retries."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.sandbox.state.app import Answer
from bot.sandbox.state.manifest import Manifest
from bot.sandbox.state.workspace import Json, Workspace
from bot.sandbox.transport.delivery import Retry

# The scope without which Slack sends no such event, by the name under which the manifest subscribes.
SCOPES: dict[str, str | None] = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_mention": "app_mentions:read",
    "app_home_opened": None,
    "member_joined_channel": "channels:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "channel_created": "channels:read",
    "file_shared": "files:read",
}
RETRY_REASONS = {
    "operation_timeout": "http_timeout",
    "dispatch_failed": "connection_failed",
    "http_client_error": "http_error",
    "http_service_error": "http_error",
}


def is_wanted(manifest: Manifest, subscription: str) -> bool:
    """Whether the manifest subscribes to an event and holds its scope."""
    scope = SCOPES[subscription]
    return subscription in manifest.bot_events and (scope is None or scope in manifest.scopes)


def envelope(workspace: Workspace, event: Json) -> Json:
    """The outer event; its event_id stays the same in every retry."""
    return {
        "token": "sandbox-verification-token",
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.ids.next("Ev"),
        "event_time": workspace.timestamps.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": workspace.ids.next("4-"),
    }


async def send(deliver: Callable[[Retry | None], Awaitable[Answer]], waits: Sequence[float]) -> None:
    """Deliver an event; retry it after each wait, in seconds, until it is acknowledged."""
    answer = await deliver(None)
    for number, wait in enumerate(waits, start=1):
        if answer.ok or answer.no_retry:
            return
        await asyncio.sleep(wait)
        answer = await deliver(Retry(number, RETRY_REASONS.get(answer.reason, "unknown_error")))
