"""Putting messages into conversations, changing and deleting them, with all that follows."""

import re

from bot.sandbox.state import events
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import message_object
from bot.sandbox.state.workspace import Channel, Json, Message, Workspace
from bot.sandbox.validation.normalise import stored_blocks

# What may stand between < and > in a message: people, channels, groups, keywords, links, dates.
TOKEN = re.compile(r"<(?:@[UWB]\w+|#C\w+|!\w[^>]*|(?:https?|mailto|tel):[^>\s]+)(?:\|[^>]*)?>")
ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def post(context: Context, message: Message) -> Message:
    """Store a message, tell the pages, send the events."""
    if message.blocks:
        message.blocks = stored_blocks(message.blocks)
    context.workspace.add_message(message)
    channel = context.workspace.channels[message.channel]
    channel.opened = True
    tell(context, message)
    if message.ephemeral_to is None:
        events.message_posted(context, message)
    return message


def change(context: Context, message: Message, before: Json) -> None:
    """Tell of a changed message; `before` is how it looked."""
    tell(context, message)
    if message.ephemeral_to is None:
        events.message_changed(context, message, before)


def delete(context: Context, message: Message) -> None:
    """Take a message away."""
    channel = context.workspace.channels[message.channel]
    before = message_object(context.workspace, message)
    if message.ephemeral_to is not None:
        channel.ephemerals.remove(message)
    else:
        del channel.messages[message.ts]
        events.message_deleted(context, message, before)
    tell(context, message)


def tell(context: Context, message: Message) -> None:
    """Tell the pages of everybody who can see a message."""
    channel = context.workspace.channels[message.channel]
    readers = [message.ephemeral_to] if message.ephemeral_to else readers_of(context.workspace, channel)
    changed = ["conversations", f"channel:{channel.id}"]
    if message.thread_ts:
        changed.append(f"thread:{channel.id}:{message.thread_ts}")
    context.stream.tell(readers, *changed)


def readers_of(workspace: Workspace, channel: Channel) -> list[str]:
    """Who can see a conversation: its members, and everybody when it is public."""
    return list(workspace.users) if channel.kind == "public" else channel.members


def as_sent(workspace: Workspace, text: str) -> str:
    """What a person typed, as Slack stores it: @names become mentions, stray &, < and > are escaped."""
    for user in workspace.users.values():
        text = re.sub(rf"(?<![\w<@])@{re.escape(user.name)}(?![\w-])", f"<@{user.id}>", text)
    kept = TOKEN.findall(text)
    parts = TOKEN.split(text)
    escaped = [ENTITY.sub("&amp;", part).replace("<", "&lt;").replace(">", "&gt;") for part in parts]
    pieces = [each for pair in zip(escaped, [*kept, ""], strict=True) for each in pair]
    return "".join(pieces)
