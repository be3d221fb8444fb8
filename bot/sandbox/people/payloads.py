"""The payloads of interactions, shaped as in Slack's reference."""

from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import message_object
from bot.sandbox.state.values import HOLDS, Values
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Channel, Json, Message

TOKEN = "sandbox-verification-token"


def base(context: Context, kind: str, user_id: str) -> Json:
    """What every interaction carries: who, where, for which app."""
    workspace = context.workspace
    user = workspace.users[user_id]
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.team_domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.team_of(user)},
        "api_app_id": workspace.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_reference(channel: Channel) -> Json:
    """A conversation as interactions name it."""
    name = {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)
    return {"id": channel.id, "name": name}


def response_url(context: Context, user: str, channel: str, message: Message | None = None) -> str:
    """A new response URL."""
    key = context.response_urls.issue(
        user,
        channel,
        message_ts=message.ts if message else None,
        ephemeral=bool(message and message.ephemeral_to),
        thread_ts=message.thread_ts if message else None,
    )
    return f"{context.workspace.public_url}/response/{key}"


def message_action(context: Context, user: str, message: Message, action: Json, state: Values) -> Json:
    """block_actions from a message; an ephemeral one is not sent along, as in Slack."""
    channel = context.workspace.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **base(context, "block_actions", user),
        "container": container,
        "trigger_id": context.triggers.issue(user),
        "channel": channel_reference(channel),
        "state": {"values": state},
        "response_url": response_url(context, user, channel.id, message),
        "actions": [action],
    }
    if message.ephemeral_to is None:
        payload["message"] = message_object(context.workspace, message, with_metadata=True)
    return payload


def view_action(context: Context, view: View, action: Json) -> Json:
    """block_actions from a modal or the Home tab."""
    return {
        **base(context, "block_actions", view.user),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": context.triggers.issue(view.user, view.id if view.surface == "modal" else None),
        "view": context.views.shape(view),
        "actions": [action],
    }


def view_submission(context: Context, view: View) -> Json:
    """view_submission, with a response URL for each menu that asked for one."""
    return {
        **base(context, "view_submission", view.user),
        "trigger_id": context.triggers.issue(view.user, view.id),
        "view": context.views.shape(view),
        "response_urls": _response_urls(context, view),
    }


def _response_urls(context: Context, view: View) -> list[Json]:
    urls = []
    for block in view.blocks:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        state = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel:
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": response_url(context, view.user, channel),
                }
            )
    return urls


def view_closed(context: Context, view: View, *, cleared: bool) -> Json:
    """view_closed."""
    return {
        **base(context, "view_closed", view.user),
        "view": context.views.shape(view),
        "is_cleared": cleared,
    }


def slash_command(context: Context, user_id: str, channel: Channel, command: str, text: str) -> Json:
    """A slash command's form fields."""
    workspace = context.workspace
    name = channel_reference(channel)["name"]
    return {
        "token": TOKEN,
        "team_id": workspace.team_of(workspace.users[user_id]),
        "team_domain": workspace.team_domain,
        "channel_id": channel.id,
        "channel_name": name,
        "user_id": user_id,
        "user_name": workspace.users[user_id].name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(context, user_id, channel.id),
        "trigger_id": context.triggers.issue(user_id),
    }


def shortcut(context: Context, user: str, callback_id: str) -> Json:
    """A global shortcut."""
    return {
        **base(context, "shortcut", user),
        "callback_id": callback_id,
        "trigger_id": context.triggers.issue(user),
        "action_ts": context.workspace.timestamps.next(),
    }


def message_shortcut(context: Context, user: str, callback_id: str, message: Message) -> Json:
    """A message shortcut, on any message that the person can see."""
    channel = context.workspace.channels[message.channel]
    return {
        **base(context, "message_action", user),
        "callback_id": callback_id,
        "trigger_id": context.triggers.issue(user),
        "action_ts": context.workspace.timestamps.next(),
        "message_ts": message.ts,
        "channel": channel_reference(channel),
        "message": message_object(context.workspace, message),
        "response_url": response_url(context, user, channel.id, message),
    }


def block_suggestion(
    context: Context, user: str, container: Json, block_id: str, action_id: str, query: str
) -> Json:
    """block_suggestion, for an external menu."""
    return {
        **base(context, "block_suggestion", user),
        "action_id": action_id,
        "block_id": block_id,
        "value": query,
        **container,
    }


def action(context: Context, block: Json, element: Json, state: Json | None) -> Json:
    """The entry of `actions`: the element's ids, its words, and what was chosen."""
    entry: Json = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": context.workspace.timestamps.next(),
    }
    for key in ("text", "value", "style", "placeholder", "confirm", "url"):
        if key in element:
            entry[key] = element[key]
    initial = HOLDS.get(element["type"], ("", None))[1]
    if initial and initial in element and not element["type"].endswith("_input"):
        entry[initial] = element[initial]
    return {**entry, **(state or {}), "type": element["type"]}
