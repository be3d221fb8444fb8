"""Putting messages into conversations, changing and deleting them, with all that follows."""

from bot.sandbox.state import events
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import message_object
from bot.sandbox.state.workspace import Channel, Json, Message, Workspace
from bot.sandbox.validation.normalise import stored_blocks


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


def answered(
    context: Context,
    user: str,
    channel: Channel,
    text: str,
    blocks: list[Json] | None,
    response_type: object,
    thread_ts: str | None = None,
) -> Message:
    """Post the answer to a command or response URL."""
    workspace = context.workspace
    draft = Message(
        ts=workspace.timestamps.next(),
        channel=channel.id,
        user=workspace.bot_user_id,
        text=text,
        blocks=blocks,
        from_bot=True,
        thread_ts=thread_ts,
        ephemeral_to=None if response_type == "in_channel" else user,
    )
    return post(context, draft)


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
