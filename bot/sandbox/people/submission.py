"""A modal's own buttons: what Slack checks first, and what the app's answer does to the stack."""

from bot.sandbox.errors import ClientRefusal, SlackError
from bot.sandbox.people import payloads
from bot.sandbox.people.inputs import field_problem
from bot.sandbox.people.reaching import deliver, refusal
from bot.sandbox.state.context import Context
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.views import check_view

TROUBLE = "We had some trouble connecting. Try again?"


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
            context.background.later(context.app.reach("interactive", payload))
    return {"ok": True}
