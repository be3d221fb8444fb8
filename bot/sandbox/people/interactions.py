"""What people do to the app's messages, views, commands and shortcuts, and what they see come back."""

from bot.sandbox.errors import ClientRefusal, SlackError
from bot.sandbox.people import payloads
from bot.sandbox.people.inputs import (
    EXTERNAL,
    chosen,
    field_problem,
    find_element,
    option_of,
)
from bot.sandbox.state import events
from bot.sandbox.state.context import Context
from bot.sandbox.state.posting import post
from bot.sandbox.state.values import HOLDS, carried_state
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Channel, Json, Message
from bot.sandbox.transport.delivery import Answer
from bot.sandbox.validation.fields import Items
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.objects import GROUP, OPTION
from bot.sandbox.validation.report import Report
from bot.sandbox.validation.views import check_view

NOT_INTERACTIVE = "interactivity_disabled"
TROUBLE = "We had some trouble connecting. Try again?"


async def deliver(context: Context, user: str, kind: str, payload: Json) -> Answer:
    """Send an interaction; meanwhile the person's page shows that something is coming."""
    if kind == "interactive" and not context.workspace.manifest.interactivity:
        return Answer(False, reason=NOT_INTERACTIVE)
    context.in_flight[user] = context.in_flight.get(user, 0) + 1
    context.stream.tell([user], "views")
    try:
        return await context.reach(kind, payload)
    finally:
        context.in_flight[user] -= 1
        context.stream.tell([user], "views")


def refusal(context: Context, user: str, answer: Answer, text: str) -> Json:
    """What the client shows when the app was late or failed."""
    context.stream.tell([user], notice={"kind": "timeout" if answer.late else "error", "text": text})
    return {"ok": False, "error": text, "late": answer.late, "reason": answer.reason}


def did_not_respond(context: Context, answer: Answer) -> str:
    """Slack's words beside a button or shortcut."""
    if answer.reason == NOT_INTERACTIVE:
        return "This app is not configured to handle interactive responses."
    name = context.workspace.manifest.app_name
    return f"{name} did not respond in time." if answer.late else f"{name} could not be reached. Try again?"


def seen_message(user: str, channel: Channel, ts: str) -> Message:
    """A message on a person's screen. Raises ClientRefusal."""
    mine = [each for each in channel.ephemerals if each.ephemeral_to == user and each.ts == ts]
    message = mine[0] if mine else channel.messages.get(ts)
    if message is None:
        raise ClientRefusal("This message is no longer there", 404)
    return message


def own_view(context: Context, user: str, view_id: str) -> View:
    """A person's open view. Raises ClientRefusal."""
    try:
        view = context.views.find(view_id)
    except SlackError:
        raise ClientRefusal("This view is no longer open", 404) from None
    if view.user != user:
        raise ClientRefusal("This view is somebody else's", 404)
    return view


async def act_on_message(
    context: Context, user: str, message: Message, block_id: str, action_id: str, value: object
) -> Json:
    """A click or a choice in a message."""
    block, element = find_element(message.blocks or [], block_id, action_id)
    state_key = (user, message.ts)
    values = carried_state(message.blocks or [], context.workspace.message_state.get(state_key, {}))
    context.workspace.message_state[state_key] = values
    state = _chosen(context, user, block, element, value)
    if element["type"] in HOLDS and state is not None:
        values[block_id][action_id] = state
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {"ok": True}
    entry = payloads.action(context, block, element, state)
    payload = payloads.message_action(context, user, message, entry, values)
    answer = await deliver(context, user, "interactive", payload)
    return {"ok": True} if answer.ok else refusal(context, user, answer, did_not_respond(context, answer))


async def act_on_view(
    context: Context, view: View, block_id: str, action_id: str, value: object, *, fires: bool = True
) -> Json:
    """A click or a choice in a modal or the Home tab; an input only reports it with dispatch_action."""
    block, element = find_element(view.blocks, block_id, action_id)
    state = _chosen(context, view.user, block, element, value)
    if element["type"] in HOLDS and state is not None:
        view.state.setdefault(block_id, {})[action_id] = state
        view.errors.pop(block_id, None)
    if block["type"] == "input" and not (fires and block.get("dispatch_action")):
        return {"ok": True}
    payload = payloads.view_action(context, view, payloads.action(context, block, element, state))
    answer = await deliver(context, view.user, "interactive", payload)
    return (
        {"ok": True} if answer.ok else refusal(context, view.user, answer, did_not_respond(context, answer))
    )


def _chosen(context: Context, user: str, block: Json, element: Json, value: object) -> Json | None:
    if element["type"] == "overflow":
        return {"type": "overflow", "selected_option": option_of(element, value, [])}
    if element["type"] not in HOLDS:
        return None
    known = context.known_options.get((user, block["block_id"], element["action_id"]), [])
    try:
        return chosen(context.workspace, element, value, known=known)
    except (TypeError, ValueError):
        raise ClientRefusal(f"{value!r} does not fit a {element['type']}") from None


async def submit(context: Context, view: View) -> Json:
    """The submit button: Slack's own checks first, then the app's answer."""
    if view is not context.views.top(view.user):
        raise ClientRefusal("This view is not on top")
    if not view.content.get("submit"):
        raise ClientRefusal("This view has no submit button")
    errors = field_problems(view)
    if errors:
        view.errors = errors
        context.stream.tell([view.user], "views")
        return {"ok": False, "errors": errors}
    payload = payloads.view_submission(context, view)
    answer = await deliver(context, view.user, "interactive", payload)
    if not answer.ok:
        return refusal(context, view.user, answer, TROUBLE)
    try:
        return follow(context, view, answer.payload or {})
    except SlackError as refused:
        # The app answered with something that Slack does not take: the person sees only that it failed.
        told = "; ".join(refused.messages) or refused.code
        context.stream.tell([view.user], notice={"kind": "error", "text": TROUBLE})
        return {"ok": False, "error": TROUBLE, "late": False, "reason": told}


def field_problems(view: View) -> dict[str, str]:
    """Inputs that Slack's client itself would mark, by block_id."""
    errors: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = view.state[block["block_id"]][element["action_id"]]
        problem = field_problem(element, state, optional=bool(block.get("optional")))
        if problem:
            errors[block["block_id"]] = problem
    return errors


def follow(context: Context, view: View, answer: Json) -> Json:
    """Do what a view_submission's acknowledgement says.

    Raises SlackError for an answer that Slack refuses.
    """
    kind = answer.get("response_action")
    if kind == "errors":
        return _show_errors(context, view, answer.get("errors"))
    if kind in ("update", "push"):
        content = answer.get("view")
        if not isinstance(content, dict):
            raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view"])
        check_view(content, surface="modal")
        if kind == "update":
            context.views.change(view, content)
        else:
            context.views.push(view.user, content)
    elif kind == "clear":
        context.views.clear(view.user)
    elif kind is None:
        context.views.close(view)
    else:
        raise SlackError("invalid_arguments", messages=[f"[ERROR] unknown response_action: {kind}"])
    context.stream.tell([view.user], "views")
    return {"ok": True}


def _show_errors(context: Context, view: View, errors: object) -> Json:
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    if (
        not isinstance(errors, dict)
        or not errors
        or not all(isinstance(each, str) for each in errors.values())
    ):
        raise SlackError(
            "invalid_arguments", messages=["[ERROR] errors must name blocks and say what is wrong"]
        )
    unknown = [each for each in errors if each not in inputs]
    if unknown:
        raise SlackError("invalid_arguments", messages=[f"[ERROR] no input block {unknown[0]}"])
    view.errors = errors
    context.stream.tell([view.user], "views")
    return {"ok": False, "errors": errors}


async def close(context: Context, view: View, *, everything: bool = False) -> Json:
    """The close button; `everything` is the cross that leaves the whole stack."""
    stack = context.views.stacks.get(view.user, [])
    cleared = everything or bool(view.content.get("clear_on_close"))
    if cleared:
        gone = context.views.clear(view.user)
    else:
        gone = stack[stack.index(view) :]
        context.views.close(view)
    context.stream.tell([view.user], "views")
    for each in reversed(gone):
        if each.content.get("notify_on_close"):
            payload = payloads.view_closed(context, each, cleared=cleared)
            context.later(context.reach("interactive", payload))
    return {"ok": True}


async def command(context: Context, user: str, channel: Channel, name: str, text: str) -> Json:
    """A slash command; only this person sees the immediate answer, unless it is `in_channel`."""
    if context.workspace.manifest.command(name) is None:
        return {
            "ok": False,
            "error": f"{name} is not a valid command. In Slack, all messages that start with "
            "the “/” character are interpreted as commands.",
            "late": False,
            "reason": "unknown_command",
        }
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


async def suggest(
    context: Context,
    user: str,
    blocks: list[Json],
    container: Json,
    block_id: str,
    action_id: str,
    query: str,
) -> Json:
    """The options of an external menu; nothing is asked below min_query_length, 3 if it is not set."""
    _, element = find_element(blocks, block_id, action_id)
    if element["type"] not in EXTERNAL:
        raise ClientRefusal("This menu has its options already")
    if len(query) < element.get("min_query_length", 3):
        return {"options": []}
    payload = payloads.block_suggestion(context, user, container, block_id, action_id, query)
    answer = await context.reach("interactive", payload)
    body = answer.payload or {}
    offered = {key: each for key, each in body.items() if key in ("options", "option_groups") and each}
    if not answer.ok or _suggestion_problems(offered):
        return {"options": [], "error": "Result loading failed"}
    flat = [
        *offered.get("options", []),
        *(each for group in offered.get("option_groups", []) for each in group["options"]),
    ]
    known = context.known_options.setdefault((user, block_id, action_id), [])
    known.extend(flat)
    return offered or {"options": []}


def _suggestion_problems(offered: Json) -> Report:
    report = Report()
    if "options" in offered:
        Items(OPTION, 100).check(offered["options"], "/options", report)
    if "option_groups" in offered:
        Items(GROUP, 100).check(offered["option_groups"], "/option_groups", report)
    return report


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
    events.emit(context, "app_home_opened", event)
    return {"view": context.views.shape(view) if view and tab == "home" else None}
