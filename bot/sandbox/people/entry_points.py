"""Ways in to the app: slash commands, shortcuts, its Home tab."""

from bot.sandbox.errors import ClientRefusal, SlackError
from bot.sandbox.people import payloads
from bot.sandbox.people.composer import as_commanded
from bot.sandbox.people.reaching import deliver, did_not_respond, refusal
from bot.sandbox.state.app import Answer
from bot.sandbox.state.context import Context
from bot.sandbox.state.posting import answered
from bot.sandbox.state.workspace import Channel, Json, Message
from bot.sandbox.validation.messages import check_message_blocks


async def command(context: Context, user: str, channel: Channel, name: str, text: str) -> Json:
    """A slash command; only this person sees the immediate answer, unless it is `in_channel`."""
    declared = context.workspace.manifest.command(name)
    if declared is None:
        return {
            "ok": False,
            "error": f"{name} is not a valid command. In Slack, all messages that start with "
            "the “/” character are interpreted as commands.",
            "late": False,
            "reason": "unknown_command",
        }
    if declared.should_escape:
        text = as_commanded(context.workspace, text)
    payload = payloads.slash_command(context, user, channel, name, text)
    answer = await deliver(context, user, "slash_commands", payload)
    if not answer.ok:
        return refusal(context, user, answer, f'{name} failed with the error "{answer.reason}"')
    body = answer.payload or {}
    if not body.get("text") and not body.get("blocks"):
        return {"ok": True}
    try:
        blocks = check_message_blocks(body.get("blocks"))
    except SlackError:
        bad = Answer(False, reason="invalid_command_response")
        return refusal(context, user, bad, f'{name} failed with the error "{bad.reason}"')
    message = answered(context, user, channel, body.get("text") or "", blocks, body.get("response_type"))
    return {"ok": True, "response": {"text": message.text, "blocks": message.blocks or [], "ts": message.ts}}


async def run_shortcut(context: Context, user: str, callback_id: str, message: Message | None) -> Json:
    """A global shortcut, or one on a message. Raises ClientRefusal for one that the app does not have."""
    declared = context.workspace.manifest.shortcut(callback_id)
    if declared is None or (declared.kind == "message") != (message is not None):
        raise ClientRefusal(f"There is no such shortcut: {callback_id}", 404)
    payload = (
        payloads.message_shortcut(context, user, callback_id, message)
        if message
        else payloads.shortcut(context, user, callback_id)
    )
    answer = await deliver(context, user, "interactive", payload)
    return {"ok": True} if answer.ok else refusal(context, user, answer, did_not_respond(context, answer))


def open_home(context: Context, user: str, tab: str) -> Json:
    """Opening the app's Home or Messages tab; the event comes at every opening."""
    workspace = context.workspace
    view = context.views.homes.get(user)
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.app_direct(user).id,
        "tab": tab,
        "event_ts": workspace.timestamps.next(),
    }
    if tab == "home" and view:
        event["view"] = context.views.shape(view)
    context.app.emit("app_home_opened", event)
    return {"view": context.views.shape(view) if view and tab == "home" else None}
