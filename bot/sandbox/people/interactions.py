"""Clicks and choices in the app's messages and views."""

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.people import payloads
from bot.sandbox.people.inputs import EXTERNAL, chosen, find_element, option_of
from bot.sandbox.people.reaching import deliver, did_not_respond, refusal
from bot.sandbox.state.context import Context
from bot.sandbox.state.values import HOLDS, carried_state
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Json, Message
from bot.sandbox.validation.fields import Items
from bot.sandbox.validation.objects import GROUP, OPTION
from bot.sandbox.validation.report import Report


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
    if element["type"] == "feedback_buttons":
        element = _thumb(element, value)
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


def _thumb(element: Json, value: object) -> Json:
    """The one of the two that was pressed, as Slack tells of it. Raises ClientRefusal for neither."""
    for side in ("positive_button", "negative_button"):
        if element[side]["value"] == value:
            return {**element, "text": element[side]["text"], "value": value}
    raise ClientRefusal(f"{value!r} is on neither of the two buttons")


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
    answer = await context.app.reach("interactive", payload)
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
