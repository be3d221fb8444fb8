"""conversations.*."""

import re

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.methods.access import PREFIX, joined_channel, need_scope, readable_channel, visible_channel
from bot.sandbox.methods.arguments import Request, page
from bot.sandbox.state import events
from bot.sandbox.state.shapes import channel_object, message_object
from bot.sandbox.state.workspace import Channel, Json, Message, later

TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
LONGEST_NAME = 80
LONGEST_TOPIC = 250


def open_conversation(request: Request) -> Json:
    """conversations.open: the DM with one person, or a group DM with 2 to 8."""
    workspace = request.context.workspace
    if request.has("channel"):
        channel = visible_channel(request)
        if channel.kind not in ("im", "mpim"):
            raise SlackError("method_not_supported_for_channel_type")
        return _opened(request, channel, already=channel.opened)
    users = request.decoded("users") if isinstance(request.arguments.get("users"), list) else None
    names = users or [each.strip() for each in request.text("users").split(",") if each.strip()]
    if not names:
        raise SlackError("users_list_not_supplied")
    if len(names) > 8:
        raise SlackError("too_many_users")
    for each in names:
        if each not in workspace.users or each == workspace.bot_user_id:
            raise SlackError("user_not_found")
        if workspace.users[each].deleted:
            raise SlackError("user_disabled")
    if len(names) == 1:
        need_scope(request, "im:write")
        channel = workspace.app_direct(names[0])
        return _opened(request, channel, already=channel.opened)
    need_scope(request, "mpim:write")
    members = {*names, workspace.bot_user_id}
    known = [
        each for each in workspace.channels.values() if each.kind == "mpim" and set(each.members) == members
    ]
    if known:
        return _opened(request, known[0], already=True)
    name = "mpdm-" + "--".join(sorted(workspace.users[each].name for each in members)) + "-1"
    made = workspace.add_channel(
        workspace.ids.next("G"), name, "mpim", sorted(members), workspace.bot_user_id
    )
    return _opened(request, made, already=False)


def _opened(request: Request, channel: Channel, *, already: bool) -> Json:
    workspace = request.context.workspace
    channel.opened = True
    short = {"id": channel.id}
    full = channel_object(workspace, channel, for_user=workspace.bot_user_id)
    answer: Json = {"channel": full if request.flag("return_im") else short}
    return {"no_op": True, "already_open": True, **answer} if already else answer


def info(request: Request) -> Json:
    """conversations.info."""
    channel = readable_channel(request, "read")
    workspace = request.context.workspace
    count = request.flag("include_num_members")
    shape = channel_object(workspace, channel, for_user=workspace.bot_user_id, count=count)
    if request.flag("include_locale"):
        shape["locale"] = "en-US"
    return {"channel": shape}


def list_channels(request: Request) -> Json:
    """conversations.list; public channels unless `types` says otherwise."""
    workspace = request.context.workspace
    wanted = [each.strip() for each in (request.text("types") or "public_channel").split(",") if each.strip()]
    if any(each not in TYPES for each in wanted):
        raise SlackError("invalid_types")
    kinds = [TYPES[each] for each in wanted]
    for kind in kinds:
        need_scope(request, f"{PREFIX[kind]}:read")
    bot = workspace.bot_user_id
    seen = [
        each
        for each in workspace.channels.values()
        if each.kind in kinds
        and (each.kind == "public" or bot in each.members)
        and not (each.archived and request.flag("exclude_archived"))
        and each.opened
    ]
    found, metadata = page(request, seen, default=100, limit_error="invalid_limit")
    channels = [channel_object(workspace, each, for_user=bot, count=True) for each in found]
    return {"channels": channels, "response_metadata": metadata}


def members(request: Request) -> Json:
    """conversations.members."""
    channel = readable_channel(request, "read")
    found, metadata = page(request, channel.members, default=100, limit_error="invalid_limit")
    return {"members": found, "response_metadata": metadata}


def history(request: Request) -> Json:
    """conversations.history: newest first, without replies in threads."""
    channel = joined_channel_for_history(request)
    roots = [each for each in channel.messages.values() if not each.is_reply or each.broadcast]
    return _slice(request, list(reversed(_between(request, roots))))


def replies(request: Request) -> Json:
    """conversations.replies: the root, then its replies, oldest first."""
    channel = joined_channel_for_history(request)
    named = channel.messages.get(request.required("ts"))
    if named is None:
        raise SlackError("thread_not_found")
    root = channel.messages.get(named.thread_ts or named.ts, named)
    return _slice(request, [root, *_between(request, channel.replies(root.ts))])


def joined_channel_for_history(request: Request) -> Channel:
    """A conversation whose messages the bot may read. Raises SlackError not_in_channel, missing_scope, …"""
    channel = readable_channel(request, "history")
    if request.context.workspace.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _between(request: Request, messages: list[Message]) -> list[Message]:
    oldest = request.timestamp("oldest", "invalid_ts_oldest")
    latest = request.timestamp("latest", "invalid_ts_latest")
    inclusive = request.flag("inclusive")
    kept = []
    for each in messages:
        if oldest and not (later(each.ts, oldest) or (inclusive and each.ts == oldest)):
            continue
        if latest and not (later(latest, each.ts) or (inclusive and each.ts == latest)):
            continue
        kept.append(each)
    return kept


def _slice(request: Request, messages: list[Message]) -> Json:
    workspace = request.context.workspace
    found, metadata = page(request, messages, default=100, most=999)
    with_metadata = request.flag("include_all_metadata")
    shapes = [message_object(workspace, each, with_metadata=with_metadata) for each in found]
    more = bool(metadata["next_cursor"])
    answer: Json = {"messages": shapes, "has_more": more, "pin_count": 0}
    return {**answer, "response_metadata": metadata} if more else answer


def join(request: Request) -> Json:
    """conversations.join, public channels only."""
    workspace = request.context.workspace
    channel = visible_channel(request)
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = workspace.bot_user_id in channel.members
    if not already:
        channel.members.append(workspace.bot_user_id)
        events.member_joined(request.context, channel, workspace.bot_user_id, None)
        request.context.stream.tell_everybody("conversations")
    shape = {"channel": channel_object(workspace, channel, for_user=workspace.bot_user_id)}
    return {**shape, "warning": "already_in_channel"} if already else shape


def create(request: Request) -> Json:
    """conversations.create; names are lower case, without blanks or full stops, at most 80 characters."""
    workspace = request.context.workspace
    name = request.text("name").removeprefix("#")
    private = request.flag("is_private")
    need_scope(request, *(("groups:write",) if private else ("channels:manage", "channels:write")))
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > LONGEST_NAME:
        raise SlackError("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if not re.search(r"[^\W_]", name):
        raise SlackError("invalid_name_punctuation")
    if workspace.channel_named(name):
        raise SlackError("name_taken")
    kind = "private" if private else "public"
    bot = workspace.bot_user_id
    channel = workspace.add_channel(workspace.ids.next("C"), name, kind, [bot], bot)
    events.channel_created(request.context, channel)
    request.context.stream.tell_everybody("conversations")
    return {"channel": channel_object(workspace, channel, for_user=bot)}


def invite(request: Request) -> Json:
    """conversations.invite."""
    workspace = request.context.workspace
    channel = joined_channel(request)
    if channel.kind not in ("public", "private"):
        raise SlackError("method_not_supported_for_channel_type")
    manage = ("channels:manage", "channels:write.invites")
    need_scope(request, *(manage if channel.kind == "public" else ("groups:write", "groups:write.invites")))
    if channel.archived:
        raise SlackError("is_archived")
    names = [each.strip() for each in request.text("users").split(",") if each.strip()]
    if not names:
        raise SlackError("no_user")
    for each in names:
        if each not in workspace.users or workspace.users[each].deleted:
            raise SlackError("user_not_found")
        if each == workspace.bot_user_id:
            raise SlackError("cant_invite_self")
        if each in channel.members:
            raise SlackError("already_in_channel")
    for each in names:
        channel.members.append(each)
        events.member_joined(request.context, channel, each, workspace.bot_user_id)
    request.context.stream.tell_everybody("conversations")
    return {"channel": channel_object(workspace, channel, for_user=workspace.bot_user_id)}


def set_topic(request: Request) -> Json:
    """conversations.setTopic; at most 250 characters."""
    channel = joined_channel(request)
    if channel.kind not in ("public", "private", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if "topic" not in request.arguments:
        raise missing_field("topic")
    topic = request.text("topic")
    if len(topic) > LONGEST_TOPIC:
        raise SlackError("too_long")
    if channel.archived:
        raise SlackError("is_archived")
    channel.topic = topic
    request.context.stream.tell_everybody("conversations")
    workspace = request.context.workspace
    return {"channel": channel_object(workspace, channel, for_user=workspace.bot_user_id)}
