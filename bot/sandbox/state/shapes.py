"""How users, conversations, messages and files look in Slack's JSON."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.sandbox.state.workspace import Channel, Json, Message, StoredFile, User, UserGroup, Workspace

SUBTEAM = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>")


def user_object(workspace: Workspace, user: User, *, with_email: bool, with_locale: bool = False) -> Json:
    """A user as users.info gives it; a deactivated one has no zone."""
    profile: Json = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": user.status_text,
        "status_text_canonical": "",
        "status_emoji": user.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": user.status_expiration,
        "team": workspace.team_of(user),
    }
    if with_email and (user.email or not user.is_bot):
        profile["email"] = user.email
    if user.id == workspace.bot_user_id:
        profile |= {"bot_id": workspace.bot_id, "api_app_id": workspace.app_id}
    shape: Json = {
        "id": user.id,
        "team_id": workspace.team_of(user),
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if workspace.team_of(user) != workspace.team_id:
        shape["is_stranger"] = user.is_stranger
    if user.enterprise_teams:
        shape["enterprise_user"] = {
            "id": user.id,
            "enterprise_id": "E0SANDBOX",
            "enterprise_name": "Sandbox",
            "is_admin": False,
            "is_owner": False,
            "teams": [*user.enterprise_teams],
        }
    if not user.deleted:
        zone = ZoneInfo(user.tz)
        offset = datetime.fromtimestamp(workspace.timestamps.seconds(), zone).utcoffset()
        shape |= {
            "color": "9f69e7",
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": user.tz.replace("_", " "),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": user.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_email_confirmed": not user.is_bot,
        }
    if with_locale:
        shape["locale"] = user.locale
    return shape


def channel_object(workspace: Workspace, channel: Channel, *, for_user: str, count: bool = False) -> Json:
    """A conversation as conversations.info gives it to one reader."""
    if channel.kind == "im":
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": channel.archived,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": workspace.team_id,
            "user": next((each for each in channel.members if each != for_user), for_user),
            "is_user_deleted": any(workspace.users[each].deleted for each in channel.members),
            "is_open": channel.opened,
            "priority": 0,
        }
    shape: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "public",
        "is_member": for_user in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "unlinked": 0,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "context_team_id": workspace.team_id,
        "topic": {"value": channel.topic, "creator": channel.creator if channel.topic else "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
    if count:
        shape["num_members"] = len(channel.members)
    return shape


def bot_profile(workspace: Workspace) -> Json:
    """The sender of a bot's message."""
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app_id,
        "name": workspace.manifest.app_name,
        "icons": {},
        "deleted": False,
        "updated": workspace.started,
        "team_id": workspace.team_id,
    }


def shared_attachment(workspace: Workspace, message: Message) -> Json:
    """A message as it hangs below another that forwards it."""
    author = workspace.users[message.user]
    shape: Json = {
        "id": 1,
        "ts": message.ts,
        "channel_id": message.channel,
        "author_id": author.id,
        "author_name": author.real_name,
        "is_msg_unfurl": True,
        "is_share": True,
        "text": message.text,
        "fallback": f"[{message.ts}] {author.real_name}: {message.text}",
        "mrkdwn_in": ["text"],
    }
    if message.blocks:
        inside = {"team": workspace.team_id, "channel": message.channel, "ts": message.ts}
        shape["message_blocks"] = [{**inside, "message": {"blocks": message.blocks}}]
    if message.attachments:
        shape["attachments"] = message.attachments
    if message.files:
        shape["files"] = [file_object(workspace, workspace.files[each]) for each in message.files]
    return shape


def message_object(workspace: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as conversations.history and events give it."""
    shape: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    if message.from_bot:
        shape |= {
            "bot_id": workspace.bot_id,
            "app_id": workspace.app_id,
            "bot_profile": bot_profile(workspace),
        }
    shape["team"] = workspace.team_of(workspace.users[message.user])
    if message.username:
        shape["username"] = message.username
    if message.icons:
        shape["icons"] = message.icons
    if message.blocks:
        shape["blocks"] = message.blocks
    if message.attachments:
        shape["attachments"] = message.attachments
    if message.files:
        shape["files"] = [file_object(workspace, workspace.files[each]) for each in message.files]
        shape["upload"] = False
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.metadata and with_metadata:
        shape["metadata"] = message.metadata
    return shape | thread_fields(workspace, message)


def thread_fields(workspace: Workspace, message: Message) -> Json:
    """What a message says about the thread that it starts or stands in."""
    channel = workspace.channels[message.channel]
    if message.is_reply and message.thread_ts:
        root = channel.messages.get(message.thread_ts)
        fields: Json = {"thread_ts": message.thread_ts}
        if root:
            fields["parent_user_id"] = root.user
        return fields
    replies = channel.replies(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(each.user for each in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users[:5],
        "is_locked": False,
        "subscribed": True,
    }


def file_object(workspace: Workspace, file: StoredFile) -> Json:
    """A file as files.info and messages give it."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    extension = file.name.rpartition(".")[2].lower() if "." in file.name else "text"
    base = f"{workspace.public_url}/files-pri/{workspace.team_id}-{file.id}"
    named = quote(file.name)
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": extension,
        "pretty_type": extension.upper(),
        "user": file.user,
        "user_team": workspace.team_id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "url_private": f"{base}/{named}",
        "url_private_download": f"{base}/download/{named}",
        "permalink": f"{workspace.public_url}/files/{file.user}/{file.id}/{named}",
        "channels": [each for each in file.shared if each.startswith("C")],
        "groups": [each for each in file.shared if each.startswith("G")],
        "ims": [each for each in file.shared if each.startswith("D")],
        "has_rich_preview": False,
        "file_access": "visible",
    }


def group_object(workspace: Workspace, group: UserGroup, *, users: bool, count: bool) -> Json:
    """A user group as usergroups.list gives it; its people and their number where they are asked for."""
    shape: Json = {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.deleted_at or group.created,
        "date_delete": group.deleted_at,
        "auto_type": None,
        "created_by": group.creator,
        "updated_by": group.creator,
        "deleted_by": group.creator if group.deleted_at else None,
        "prefs": {"channels": [], "groups": []},
    }
    if users:
        shape["users"] = list(group.users)
    if count:
        shape["user_count"] = str(len(group.users))
    return shape


def rich_text(text: str, block_id: str) -> list[dict[str, Any]]:
    """The block in which Slack keeps what a person typed; a user group that they called stands by itself."""
    parts = SUBTEAM.split(text)
    elements: list[Json] = []
    for position, part in enumerate(parts):
        if position % 2:
            elements.append({"type": "usergroup", "usergroup_id": part})
        elif part or len(parts) == 1:
            elements.append({"type": "text", "text": part})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]
