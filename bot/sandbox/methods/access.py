"""What the bot may see and do where: scopes by kind of conversation, membership."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state.workspace import Channel, Message, User

PREFIX = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def need_scope(request: Request, *any_of: str) -> None:
    """Raises SlackError missing_scope, with what is needed and what is there."""
    held = request.context.workspace.manifest.scopes
    if any_of and not held.intersection(any_of):
        raise SlackError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(held)))


def visible_channel(request: Request, name: str = "channel") -> Channel:
    """The conversation of an id, if the bot can know of it: public, or the bot is in it.

    Raises SlackError channel_not_found.
    """
    workspace = request.context.workspace
    channel = workspace.channels.get(request.required(name))
    if channel is None or (channel.kind != "public" and workspace.bot_user_id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def readable_channel(request: Request, right: str) -> Channel:
    """A conversation for a method whose scope depends on its kind; `right` is read or history."""
    channel = visible_channel(request)
    need_scope(request, f"{PREFIX[channel.kind]}:{right}")
    return channel


def joined_channel(request: Request, name: str = "channel") -> Channel:
    """A conversation that the bot is in. Raises SlackError not_in_channel."""
    channel = visible_channel(request, name)
    if request.context.workspace.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def postable_channel(request: Request) -> Channel:
    """Where a message goes: a conversation id, a user id (their DM) or a #name.

    Raises SlackError channel_not_found, not_in_channel, is_archived or messages_tab_disabled.
    """
    workspace = request.context.workspace
    target = request.required("channel")
    user = workspace.users.get(target)
    named = workspace.channel_named(target)
    channel = workspace.channels.get(target) or named
    if user is not None and not user.is_bot:
        channel = workspace.app_direct(user.id)
    if channel is None:
        raise SlackError("channel_not_found")
    if workspace.bot_user_id not in channel.members:
        if channel.kind != "public":
            raise SlackError("channel_not_found")
        if "chat:write.public" not in workspace.manifest.scopes:
            raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind == "im" and not workspace.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return channel


def known_user(request: Request, name: str = "user", error: str = "user_not_found") -> User:
    """The user of an id. Raises SlackError user_not_found."""
    user = request.context.workspace.users.get(request.text(name))
    if user is None:
        raise SlackError(error)
    return user


def known_message(channel: Channel, ts: str) -> Message:
    """The message of a timestamp. Raises SlackError message_not_found."""
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    return message
