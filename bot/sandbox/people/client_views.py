"""What the page shows, as JSON: people, conversations, messages, modals."""

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import file_object
from bot.sandbox.state.workspace import Channel, Json, Message, StoredFile, User, Workspace

FACES = {"public": "channel", "private": "private", "im": "im", "mpim": "private"}


def person_shape(user: User) -> Json:
    """A person in the list of people."""
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "locale": user.locale,
        "tz": user.tz,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": user.status_expiration,
        "is_bot": user.is_bot,
        "deleted": user.deleted,
    }


def boot_shape(context: Context, user: User) -> Json:
    """What a page needs once."""
    workspace, manifest = context.workspace, context.workspace.manifest
    return {
        "team": {"id": workspace.team_id, "name": workspace.team_name},
        "me": person_shape(user),
        "bot": {
            "user_id": workspace.bot_user_id,
            "name": workspace.bot.real_name,
            "app_name": manifest.app_name,
            "has_home": manifest.home_tab,
        },
        "commands": [
            {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
            for each in manifest.commands
        ],
        "shortcuts": [
            {
                "name": each.name,
                "callback_id": each.callback_id,
                "type": each.kind,
                "description": each.description,
            }
            for each in manifest.shortcuts
        ],
        "groups": [
            {"id": each.id, "handle": each.handle, "name": each.name}
            for each in workspace.groups.values()
            if not each.deleted_at
        ],
        "faults": context.faults.snapshot(),
    }


def conversation_list(context: Context, user: User) -> list[Json]:
    """Channels, direct messages that were ever used, and the app."""
    workspace = context.workspace
    shown = []
    for channel in workspace.channels.values():
        mine = user.id in channel.members
        used = channel.kind != "im" or bool(channel.messages) or workspace.bot_user_id in channel.members
        if (mine or channel.kind == "public") and used:
            shown.append(conversation_shape(context, user, channel))
    return shown


def conversation_shape(context: Context, user: User, channel: Channel) -> Json:
    """One line of the sidebar."""
    workspace = context.workspace
    peer = next((each for each in channel.members if each != user.id), None) if channel.kind == "im" else None
    is_app = channel.kind == "im" and peer == workspace.bot_user_id
    mine = user.id in channel.members
    last = next(reversed(channel.messages), None)
    return {
        "id": channel.id,
        "kind": "app" if is_app else FACES[channel.kind],
        "name": workspace.users[peer].real_name if peer else channel.name,
        "topic": channel.topic,
        "peer": peer,
        "unread": workspace.unread(user.id, channel) if mine else 0,
        "last_ts": last,
        "is_member": mine,
        "member_count": len(channel.members),
    }


def message_list(context: Context, user: User, channel: Channel, thread_ts: str | None) -> list[Json]:
    """A conversation (roots, broadcasts) or a thread (root, then replies), with this person's ephemerals."""
    mine = [each for each in channel.ephemerals if each.ephemeral_to == user.id]
    if thread_ts:
        root = channel.messages.get(thread_ts)
        if root is None:
            raise ClientRefusal("This thread is no longer there", 404)
        shown = [root, *channel.replies(thread_ts), *(each for each in mine if each.thread_ts == thread_ts)]
        shown[1:] = sorted(shown[1:], key=order)
    else:
        roots = [each for each in channel.messages.values() if not each.is_reply or each.broadcast]
        shown = sorted([*roots, *(each for each in mine if not each.thread_ts)], key=order)
    return [message_shape(context, user, channel, each) for each in shown]


def order(message: Message) -> tuple[int, int]:
    """Messages in the order of their timestamps."""
    seconds, _, fraction = message.ts.partition(".")
    return int(seconds), int(fraction or 0)


def message_shape(context: Context, user: User, channel: Channel, message: Message) -> Json:
    """A message on the page; what a person typed is in `text` alone."""
    workspace = context.workspace
    replies = [] if message.ephemeral_to or message.is_reply else channel.replies(message.ts)
    author = workspace.users.get(message.user)
    blocks = (message.blocks or []) if message.from_bot else []
    state = workspace.message_state.get((user.id, message.ts), {})
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "name": message.username or (author.real_name if author else message.user),
        "is_bot": message.from_bot,
        "text": message.text,
        "blocks": blocks,
        "attachments": message.attachments or [],
        "state": {"values": state},
        "files": [_file_shape(workspace, workspace.files[each]) for each in message.files],
        "reactions": [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ],
        "edited": message.edited_ts is not None,
        "ephemeral": message.ephemeral_to is not None,
        "broadcast": message.broadcast,
        "reply_count": len(replies),
        "latest_reply": replies[-1].ts if replies else None,
        "reply_users": list(dict.fromkeys(each.user for each in replies)),
        "unread_replies": workspace.unread(user.id, channel, message.ts) if replies else 0,
    }


def view_list(context: Context, user: User) -> Json:
    """A person's modals, top last."""
    stack = context.views.stacks.get(user.id, [])
    return {
        "stack": [
            {
                "id": each.id,
                "view": context.views.shape(each),
                "state": {"values": each.state},
                "errors": each.errors,
            }
            for each in stack
        ],
        "opening": context.in_flight.get(user.id, 0) > 0,
    }


def _file_shape(workspace: Workspace, file: StoredFile) -> Json:
    """A file beneath a message, with where the page finds it; of a deleted one only that it was."""
    shape = file_object(workspace, file)
    if file.deleted:
        shape |= {"name": "This file was deleted.", "mimetype": "", "size": 0}
    return {**shape, "path": f"/client/files/{file.id}"}
