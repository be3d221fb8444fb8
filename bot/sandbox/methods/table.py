"""Every Web API method that the sandbox knows: function, token, scopes, tier, required arguments."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.methods import auth, blocks, chat, conversations, files, items, users, views
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state.workspace import Json


@dataclass(frozen=True)
class Method:
    """One method. `scopes`: any one of them is enough; `takes_json` False: arguments come as a form only."""

    run: Callable[[Request], Json]
    tier: str
    scopes: tuple[str, ...] = ()
    token: str = "bot"
    required: tuple[str, ...] = ()
    takes_json: bool = True


def _conversations(right: str) -> tuple[str, ...]:
    return tuple(f"{kind}:{right}" for kind in ("channels", "groups", "im", "mpim"))


READ, HISTORY = _conversations("read"), _conversations("history")
WRITE = ("channels:manage", "groups:write", "im:write", "mpim:write")
TOPIC = (*WRITE, "channels:write.topic", "groups:write.topic", "mpim:write.topic", "im:write.topic")
INVITE = (*WRITE, "channels:write.invites", "groups:write.invites")
CHAT = ("chat:write",)

METHODS: dict[str, Method] = {
    "api.test": Method(auth.api_test, "tier4", token="none"),
    "auth.test": Method(auth.auth_test, "hundreds", token="any"),
    "apps.connections.open": Method(auth.connections_open, "tier1", token="app"),
    "blocks.validate": Method(blocks.validate, "tier4", token="any"),
    "bookmarks.add": Method(
        items.add_bookmark, "tier2", ("bookmarks:write",), required=("channel_id", "title", "type")
    ),
    "bots.info": Method(auth.bots_info, "tier3", ("users:read",), takes_json=False),
    "chat.delete": Method(chat.delete, "tier3", CHAT, required=("channel", "ts")),
    "chat.deleteScheduledMessage": Method(
        chat.delete_scheduled, "tier3", CHAT, required=("channel", "scheduled_message_id")
    ),
    "chat.getPermalink": Method(
        chat.get_permalink, "hundreds", required=("channel", "message_ts"), takes_json=False
    ),
    "chat.postEphemeral": Method(chat.post_ephemeral, "tier4", CHAT, required=("channel", "user")),
    "chat.postMessage": Method(chat.post_message, "posting", CHAT, required=("channel",)),
    "chat.scheduleMessage": Method(chat.schedule_message, "tier3", CHAT, required=("channel", "post_at")),
    "chat.update": Method(chat.update, "tier3", CHAT, required=("channel", "ts")),
    "conversations.create": Method(conversations.create, "tier2", WRITE),
    "conversations.history": Method(conversations.history, "tier3", HISTORY, required=("channel",)),
    "conversations.info": Method(conversations.info, "tier3", READ, required=("channel",), takes_json=False),
    "conversations.invite": Method(conversations.invite, "tier3", INVITE, required=("channel",)),
    "conversations.join": Method(conversations.join, "tier3", ("channels:join",), required=("channel",)),
    "conversations.list": Method(conversations.list_channels, "tier2", READ, takes_json=False),
    "conversations.members": Method(
        conversations.members, "tier4", READ, required=("channel",), takes_json=False
    ),
    "conversations.open": Method(conversations.open_conversation, "tier3", WRITE),
    "conversations.replies": Method(
        conversations.replies, "tier3", HISTORY, required=("channel", "ts"), takes_json=False
    ),
    "conversations.setTopic": Method(conversations.set_topic, "tier2", TOPIC, required=("channel",)),
    "files.completeUploadExternal": Method(files.complete_upload, "tier4", ("files:write",)),
    "files.getUploadURLExternal": Method(
        files.get_upload_url, "tier4", ("files:write",), required=("filename", "length"), takes_json=False
    ),
    "files.info": Method(files.info, "tier4", ("files:read",), required=("file",), takes_json=False),
    "pins.add": Method(items.add_pin, "tier2", ("pins:write",), required=("channel",)),
    "reactions.add": Method(items.add_reaction, "tier3", ("reactions:write",), required=("name",)),
    "reactions.remove": Method(items.remove_reaction, "tier2", ("reactions:write",), required=("name",)),
    "team.info": Method(auth.team_info, "tier3", ("team:read",)),
    "usergroups.list": Method(users.usergroups_list, "tier2", ("usergroups:read",), takes_json=False),
    "usergroups.users.list": Method(
        users.usergroups_users_list, "tier2", ("usergroups:read",), required=("usergroup",), takes_json=False
    ),
    "users.info": Method(users.info, "tier4", ("users:read",), takes_json=False),
    "users.list": Method(users.list_users, "tier2", ("users:read",), takes_json=False),
    "users.lookupByEmail": Method(
        users.lookup_by_email, "tier3", ("users:read.email",), required=("email",), takes_json=False
    ),
    "users.profile.get": Method(users.profile_get, "tier4", ("users.profile:read",), takes_json=False),
    "views.open": Method(views.open_view, "tier4"),
    "views.publish": Method(views.publish_view, "tier4", required=("user_id",)),
    "views.push": Method(views.push_view, "tier4"),
    "views.update": Method(views.update_view, "tier4"),
}
