"""chat.*: posting, changing, deleting, ephemeral and scheduled messages."""

import asyncio
import time
from collections.abc import Mapping

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.methods.access import known_message, postable_channel, visible_channel
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state import posting
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import message_object
from bot.sandbox.state.workspace import Channel, Json, Message
from bot.sandbox.validation.containers import laid_flat
from bot.sandbox.validation.messages import check_attachments, check_message_blocks, check_metadata
from bot.sandbox.validation.normalise import stored_blocks
from bot.sandbox.validation.report import Report

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
LONGEST_MARKDOWN = 12_000
FARTHEST_SCHEDULE = 120 * 24 * 3600
SCHEDULED_PER_FIVE_MINUTES = 30


class Ratelimited(SlackError):
    """A refusal that comes with HTTP 429 and Retry-After."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def post_message(request: Request) -> Json:
    """chat.postMessage."""
    channel = postable_channel(request)
    draft = read_draft(request, channel)
    wait = request.context.limits.posting_refusal(channel.id)
    if wait:
        raise Ratelimited(wait)
    message = posting.post(request.context, draft)
    shape = message_object(request.context.workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def read_draft(request: Request, channel: Channel, *, ephemeral_to: str | None = None) -> Message:
    """The message that a call describes, not yet stored.

    Raises SlackError no_text, invalid_blocks, msg_blocks_too_long, invalid_metadata_format, …
    """
    workspace = request.context.workspace
    text, blocks, attachments = read_content(request)
    thread_ts = request.text("thread_ts") or None
    if thread_ts is not None:
        thread_ts = thread_root(channel, thread_ts)
    icons = {"emoji": request.text("icon_emoji")} if request.has("icon_emoji") else None
    custom = "chat:write.customize" in workspace.manifest.scopes
    return Message(
        ts=workspace.timestamps.next(),
        channel=channel.id,
        user=workspace.bot_user_id,
        text=text[:LONGEST_TEXT],
        blocks=blocks,
        attachments=attachments,
        thread_ts=thread_ts,
        from_bot=True,
        metadata=check_metadata(request.arguments.get("metadata")),
        broadcast=bool(thread_ts) and request.flag("reply_broadcast"),
        subtype="thread_broadcast" if thread_ts and request.flag("reply_broadcast") else None,
        username=request.text("username") or None if custom else None,
        icons=icons if custom else None,
        ephemeral_to=ephemeral_to,
    )


def read_content(request: Request) -> tuple[str, list[Json] | None, list[Json] | None]:
    """Text, blocks and attachments. Raises SlackError no_text, markdown_text_conflict, invalid_blocks, …"""
    text = request.text("text")
    blocks = check_message_blocks(request.arguments.get("blocks"))
    _refuse_unknown_blocks(request.context, blocks or [])
    _refuse_lost_pictures(request.context, blocks or [])
    attachments = check_attachments(request.arguments.get("attachments"))
    markdown = request.text("markdown_text")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > LONGEST_MARKDOWN:
            raise SlackError("msg_too_long")
        text = markdown
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    return text, blocks, attachments


def _refuse_unknown_blocks(context: Context, blocks: list[Json]) -> None:
    """What this workspace was told not to take."""
    report = Report()
    for block, place in laid_flat(blocks, "/blocks"):
        if block["type"] in context.faults.unknown_blocks:
            report.add(f"unsupported type: {block['type']}", f"{place}/type")
    if report:
        raise SlackError("invalid_blocks", messages=report.messages(), errors=report.problems)


def _refuse_lost_pictures(context: Context, blocks: list[Json]) -> None:
    """A picture that was deleted, or never was there. Slack's error is known from secondary sources only."""
    report = Report()
    for block, place in laid_flat(blocks, "/blocks"):
        file_id = (block.get("slack_file") or {}).get("id") if block["type"] == "image" else None
        file = context.workspace.files.get(file_id) if file_id else None
        if file_id and (file is None or file.deleted):
            report.add("invalid slack file", f"{place}/slack_file")
    if report:
        raise SlackError("invalid_blocks", messages=report.messages(), errors=report.problems)


def thread_root(channel: Channel, thread_ts: str) -> str | None:
    """The thread that a reply joins; a reply's own ts is not a thread.

    None where the parent was deleted: the reply lands at the channel's root. Source: slack.md, Sending.
    """
    root = channel.messages.get(thread_ts)
    if root is None:
        return None
    return root.thread_ts if root.is_reply and root.thread_ts else thread_ts


def update(request: Request) -> Json:
    """chat.update; what is left out is kept, an empty list or object takes it away."""
    workspace = request.context.workspace
    channel = visible_channel(request)
    message = known_message(channel, request.required("ts"))
    if message.user != workspace.bot_user_id:
        raise SlackError("cant_update_message")
    if len(request.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    if channel.archived:
        raise SlackError("is_inactive")
    removes_metadata = request.decoded("metadata") == {}
    metadata = None if removes_metadata else check_metadata(request.arguments.get("metadata"))
    text, blocks, attachments = read_content(request)
    before = message_object(workspace, message, with_metadata=True)
    message.edited_ts = workspace.timestamps.next()
    if request.has("text") or request.has("markdown_text"):
        message.text = text
    if request.arguments.get("blocks") is not None:
        message.blocks = stored_blocks(blocks) if blocks else None
    if request.arguments.get("attachments") is not None:
        message.attachments = attachments
    if metadata or removes_metadata:
        message.metadata = metadata
    posting.change(request.context, message, before)
    shape = message_object(workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(request: Request) -> Json:
    """chat.delete."""
    channel = visible_channel(request)
    message = known_message(channel, request.required("ts"))
    if message.user != request.context.workspace.bot_user_id:
        raise SlackError("cant_delete_message")
    posting.delete(request.context, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(request: Request) -> Json:
    """chat.postEphemeral; the reader has to be in the channel."""
    workspace = request.context.workspace
    channel = postable_channel(request)
    user = request.required("user")
    if user not in workspace.users or user not in channel.members or workspace.users[user].deleted:
        raise SlackError("user_not_in_channel")
    if len(request.text("text")) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    message = posting.post(request.context, read_draft(request, channel, ephemeral_to=user))
    return {"message_ts": message.ts}


def get_permalink(request: Request) -> Json:
    """chat.getPermalink."""
    workspace = request.context.workspace
    channel = visible_channel(request)
    message = known_message(channel, request.required("message_ts"))
    link = f"{workspace.public_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def schedule_message(request: Request) -> Json:
    """chat.scheduleMessage; with metadata it is silently never posted. Source: slack.md, Sending."""
    context = request.context
    channel = postable_channel(request)
    post_at = request.whole("post_at", 0)
    if not post_at:
        raise missing_field("post_at")
    present = context.workspace.timestamps.seconds()
    if post_at <= present:
        raise SlackError("time_in_past")
    if post_at > present + FARTHEST_SCHEDULE:
        raise SlackError("time_too_far")
    if len(request.text("text")) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    near = [each for each in _scheduled(context, channel).values() if abs(each - post_at) < 300]
    if len(near) >= SCHEDULED_PER_FIVE_MINUTES:
        raise SlackError("restricted_too_many")
    draft = read_draft(request, channel)
    scheduled_id = context.workspace.ids.next("Q")
    key = f"{channel.id}:{scheduled_id}:{post_at}"
    context.scheduled[key] = context.background.later(_post_later(context, draft, post_at))
    shape = message_object(context.workspace, draft)
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled_id,
        "post_at": post_at,
        "message": {key: each for key, each in shape.items() if key != "ts"},
    }


def delete_scheduled(request: Request) -> Json:
    """chat.deleteScheduledMessage."""
    channel = visible_channel(request)
    wanted = f"{channel.id}:{request.required('scheduled_message_id')}:"
    for key, task in list(request.context.scheduled.items()):
        if key.startswith(wanted) and not task.done():
            task.cancel()
            del request.context.scheduled[key]
            return {}
    raise SlackError("invalid_scheduled_message_id")


def _scheduled(context: Context, channel: Channel) -> Mapping[str, int]:
    """Times of what is still to be posted in a channel, by key."""
    return {
        key: int(key.rpartition(":")[2])
        for key, task in context.scheduled.items()
        if key.startswith(f"{channel.id}:") and not task.done()
    }


async def _post_later(context: Context, draft: Message, post_at: int) -> None:
    # The workspace's clock may jump, so it is asked again and again instead of slept through.
    started = time.monotonic()
    while context.workspace.timestamps.seconds() < post_at:
        await asyncio.sleep(0.05 if time.monotonic() - started < 10 else 0.5)
    if draft.metadata is None:
        draft.ts = context.workspace.timestamps.next()
        posting.post(context, draft)
