"""What has happened, as the app hears of it: which event, and how it looks."""

from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import channel_object, message_object, user_object
from bot.sandbox.state.workspace import Channel, Json, Message, User

MESSAGE_EVENTS = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


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
    context.app.emit(MESSAGE_EVENTS[channel.kind], event)
    if mention and channel.kind != "im" and not message.from_bot:
        named = {key: each for key, each in event.items() if key != "channel_type"}
        context.app.emit("app_mention", {**named, "type": "app_mention"})


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
        context.app.emit(MESSAGE_EVENTS[channel.kind], event)


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
        context.app.emit(kind, event)


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
        context.app.emit("member_joined_channel", event)


def user_changed(context: Context, user: User, *, joined: bool = False) -> None:
    """user_change or team_join; e-mail only with its scope."""
    workspace = context.workspace
    with_email = "users:read.email" in workspace.manifest.scopes
    shape = user_object(workspace, user, with_email=with_email, with_locale=True)
    kind = "team_join" if joined else "user_change"
    ts = workspace.timestamps.next()
    context.app.emit(kind, {"type": kind, "user": shape, "cache_ts": int(ts.split(".")[0]), "event_ts": ts})


def channel_created(context: Context, channel: Channel) -> None:
    """channel_created, for public channels."""
    if channel.kind == "public":
        shape = channel_object(context.workspace, channel, for_user=context.workspace.bot_user_id)
        ts = context.workspace.timestamps.next()
        context.app.emit("channel_created", {"type": "channel_created", "channel": shape, "event_ts": ts})
