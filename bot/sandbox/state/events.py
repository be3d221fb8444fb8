"""The Events API: who gets which event, its envelope, and its retries."""

import asyncio

from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import channel_object, message_object, user_object
from bot.sandbox.state.workspace import Channel, Json, Message, User
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
MESSAGE_EVENTS = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
RETRY_REASONS = {
    "operation_timeout": "http_timeout",
    "dispatch_failed": "connection_failed",
    "http_client_error": "http_error",
    "http_service_error": "http_error",
}


def emit(context: Context, subscription: str, event: Json) -> None:
    """Send an event if the manifest subscribes to it and holds its scope."""
    manifest = context.workspace.manifest
    scope = SCOPES[subscription]
    if subscription in manifest.bot_events and (scope is None or scope in manifest.scopes):
        context.later(send(context, envelope(context, event)))


def envelope(context: Context, event: Json) -> Json:
    """The outer event; its event_id stays the same in every retry."""
    workspace = context.workspace
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


async def send(context: Context, payload: Json) -> None:
    """Deliver an event; retry it up to three times until it is acknowledged."""
    answer = await context.reach("events_api", payload)
    for number, wait in enumerate(context.timing.event_retries, start=1):
        if answer.ok or answer.no_retry:
            return
        await asyncio.sleep(wait)
        reason = RETRY_REASONS.get(answer.reason, "unknown_error")
        answer = await context.reach("events_api", payload, retry=Retry(number, reason))


def hears(context: Context, channel: Channel) -> bool:
    """Whether the bot is in a conversation; Slack sends it no events from elsewhere."""
    return context.workspace.bot_user_id in channel.members


def message_posted(context: Context, message: Message) -> None:
    """A message event, and app_mention when it names the bot."""
    workspace = context.workspace
    channel = workspace.channels[message.channel]
    mention = f"<@{workspace.bot_user_id}>" in message.text
    if not hears(context, channel):
        return
    body = message_object(workspace, message, with_metadata=True)
    event = {**body, "channel": channel.id, "event_ts": message.ts, "channel_type": channel.type_name}
    emit(context, MESSAGE_EVENTS[channel.kind], event)
    if mention and channel.kind != "im" and not message.from_bot:
        named = {key: each for key, each in event.items() if key != "channel_type"}
        emit(context, "app_mention", {**named, "type": "app_mention"})


def message_changed(context: Context, message: Message, before: Json) -> None:
    """A message_changed event with both versions."""
    after = message_object(context.workspace, message, with_metadata=True)
    _hidden(context, message, {"subtype": "message_changed", "message": after, "previous_message": before})


def message_deleted(context: Context, message: Message, before: Json) -> None:
    """A message_deleted event."""
    _hidden(
        context, message, {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": before}
    )


def _hidden(context: Context, message: Message, facts: Json) -> None:
    channel = context.workspace.channels[message.channel]
    if hears(context, channel):
        ts = context.workspace.timestamps.next()
        event = {
            "type": "message",
            "channel": channel.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": channel.type_name,
            **facts,
        }
        emit(context, MESSAGE_EVENTS[channel.kind], event)


def reaction(context: Context, message: Message, user: str, name: str, *, added: bool) -> None:
    """reaction_added or reaction_removed."""
    if hears(context, context.workspace.channels[message.channel]):
        kind = "reaction_added" if added else "reaction_removed"
        event = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "item_user": message.user,
            "event_ts": context.workspace.timestamps.next(),
        }
        emit(context, kind, event)


def member_joined(context: Context, channel: Channel, user: str, inviter: str | None) -> None:
    """member_joined_channel."""
    scope = "channels:read" if channel.kind == "public" else "groups:read"
    if hears(context, channel) and scope in context.workspace.manifest.scopes:
        event: Json = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "public" else "G",
            "team": context.workspace.team_id,
            "event_ts": context.workspace.timestamps.next(),
        }
        if inviter:
            event["inviter"] = inviter
        emit(context, "member_joined_channel", event)


def user_changed(context: Context, user: User, *, joined: bool = False) -> None:
    """user_change or team_join; e-mail only with its scope."""
    workspace = context.workspace
    with_email = "users:read.email" in workspace.manifest.scopes
    shape = user_object(workspace, user, with_email=with_email, with_locale=True)
    kind = "team_join" if joined else "user_change"
    ts = workspace.timestamps.next()
    emit(context, kind, {"type": kind, "user": shape, "cache_ts": int(ts.split(".")[0]), "event_ts": ts})


def channel_created(context: Context, channel: Channel) -> None:
    """channel_created, for public channels."""
    if channel.kind == "public":
        shape = channel_object(context.workspace, channel, for_user=context.workspace.bot_user_id)
        ts = context.workspace.timestamps.next()
        emit(context, "channel_created", {"type": "channel_created", "channel": shape, "event_ts": ts})
