"""Where a person writes: the text as Slack keeps it, with files and what is forwarded."""

import mimetypes
import re

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.people.seat import Seat
from bot.sandbox.state import posting
from bot.sandbox.state.shapes import message_object, rich_text, shared_attachment
from bot.sandbox.state.workspace import Channel, Json, Message, StoredFile, Workspace

# What may stand between < and > in a message: people, channels, groups, keywords, links, dates.
TOKEN = re.compile(r"<(?:@[UWB]\w+|#C\w+|!\w[^>]*|(?:https?|mailto|tel):[^>\s]+)(?:\|[^>]*)?>")
ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def say(seat: Seat, body: Json) -> Message:
    """Send a message, with files, in a thread, or forwarding another. Raises ClientRefusal."""
    workspace = seat.context.workspace
    channel = seat.channel(body.get("channel", ""), member=True)
    text = as_sent(workspace, body.get("text") or "")
    files = _attached(seat, channel, body.get("files") or [])
    forwarded = seat.message(body["forward"]) if body.get("forward") else None
    if not text.strip() and not files and not forwarded:
        raise ClientRefusal("There is nothing to send")
    _refuse_closed(workspace, channel)
    thread_ts = body.get("thread_ts") or None
    if thread_ts and thread_ts not in channel.messages:
        raise ClientRefusal("This thread is no longer there", 404)
    to_channel = bool(thread_ts and body.get("broadcast"))
    message = Message(
        ts=workspace.timestamps.next(),
        channel=channel.id,
        user=seat.user.id,
        text=text,
        blocks=rich_text(text, "text") if text else None,
        thread_ts=thread_ts,
        files=files,
        attachments=[shared_attachment(workspace, forwarded)] if forwarded else None,
        broadcast=to_channel,
        subtype="thread_broadcast" if to_channel else "file_share" if files else None,
        client_msg_id=workspace.ids.next("M"),
    )
    return posting.post(seat.context, message)


def edit(seat: Seat, body: Json) -> Message:
    """Write something else in a message of one's own. Raises ClientRefusal."""
    workspace = seat.context.workspace
    message = _own(seat, body)
    text = as_sent(workspace, body.get("text") or "")
    if not text.strip() and not message.files:
        raise ClientRefusal("There is nothing to send")
    before = message_object(workspace, message)
    message.text, message.blocks = text, rich_text(text, "text") if text else None
    message.edited_ts = workspace.timestamps.next()
    posting.change(seat.context, message, before)
    return message


def delete(seat: Seat, body: Json) -> None:
    """Take back a message of one's own. Raises ClientRefusal."""
    posting.delete(seat.context, _own(seat, body))


def delete_file(seat: Seat, file_id: str) -> None:
    """Delete a file of one's own: where it stood a tombstone is left. Raises ClientRefusal."""
    workspace = seat.context.workspace
    file = workspace.files.get(file_id)
    if file is None or file.user != seat.user.id or file.deleted:
        raise ClientRefusal("This file is not there", 404)
    channels = [workspace.channels[each] for each in dict.fromkeys(file.shared)]
    held = [each for channel in channels for each in channel.messages.values() if file_id in each.files]
    before = [message_object(workspace, each) for each in held]
    file.deleted, file.content = True, b""
    for message, as_it_was in zip(held, before, strict=True):
        posting.change(seat.context, message, as_it_was)


def _own(seat: Seat, where: Json) -> Message:
    message = seat.message(where)
    if message.user != seat.user.id:
        raise ClientRefusal("This message is somebody else's", 403)
    return message


def upload(seat: Seat, name: str, content: bytes) -> StoredFile:
    """Keep a file from the person's machine, to be sent or put into a file input."""
    workspace = seat.context.workspace
    file = StoredFile(
        id=workspace.ids.next("F"),
        name=name,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        user=seat.user.id,
        created=workspace.timestamps.seconds(),
        content=content,
        uploaded=True,
        completed=True,
    )
    workspace.files[file.id] = file
    return file


def as_sent(workspace: Workspace, text: str) -> str:
    """What a person typed, as Slack stores it: @names become mentions, stray &, < and > are escaped."""
    for user in workspace.users.values():
        text = re.sub(rf"(?<![\w<@])@{re.escape(user.name)}(?![\w-])", f"<@{user.id}>", text)
    for group in workspace.groups.values():
        if not group.deleted_at:
            called = re.compile(rf"(?<![\w<@^|])@{re.escape(group.handle)}(?![\w-])")
            text = called.sub(f"<!subteam^{group.id}>", text)
    kept = TOKEN.findall(text)
    parts = TOKEN.split(text)
    escaped = [ENTITY.sub("&amp;", part).replace("<", "&lt;").replace(">", "&gt;") for part in parts]
    pieces = [each for pair in zip(escaped, [*kept, ""], strict=True) for each in pair]
    return "".join(pieces)


def as_commanded(workspace: Workspace, text: str) -> str:
    """What a person typed behind a command that wants names escaped: people and channels by id with their
    name, links in angle brackets, the three signs as entities.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    named = {name: user for user in workspace.users.values() for name in (user.real_name, user.name) if name}
    for name in sorted(named, key=len, reverse=True):
        mention = re.compile(rf"(?<![\w<@])@{re.escape(name)}(?![\w-])")
        user = named[name]
        text = mention.sub(f"<@{user.id}|{user.name}>", text)
    for channel in workspace.channels.values():
        if channel.name:
            wanted = re.compile(rf"(?<![\w<#])#{re.escape(channel.name)}(?![\w-])")
            text = wanted.sub(f"<#{channel.id}|{channel.name}>", text)
    return re.sub(r"(?<![<|\w])https?://[^\s<>]*[^\s<>.,;:!?)]", lambda link: f"<{link[0]}>", text)


def _attached(seat: Seat, channel: Channel, wanted: list[str]) -> tuple[str, ...]:
    for each in wanted:
        file = seat.context.workspace.files.get(each)
        if file is None or file.user != seat.user.id:
            raise ClientRefusal("This file is not there", 404)
        file.shared.append(channel.id)
    return tuple(wanted)


def _refuse_closed(workspace: Workspace, channel: Channel) -> None:
    if workspace.bot_user_id in channel.members and channel.kind == "im":
        manifest = workspace.manifest
        if not manifest.messages_tab or manifest.messages_tab_read_only:
            raise ClientRefusal("Sending messages to this app has been turned off.")
