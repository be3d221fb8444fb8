"""views.*: opening, pushing, updating modals; publishing Home tabs."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state.triggers import Trigger
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.views import check_view, read_view


def open_view(request: Request) -> Json:
    """views.open."""
    return _with_trigger(request, push=False)


def push_view(request: Request) -> Json:
    """views.push; only from an action in a modal."""
    return _with_trigger(request, push=True)


def _with_trigger(request: Request, *, push: bool) -> Json:
    content = read_view(request.arguments.get("view"))
    trigger = _trigger(request)
    check_view(content, surface="modal")
    views = request.context.views
    if push and trigger.view_id is None:
        raise SlackError("not_found")
    view = views.push(trigger.user, content) if push else views.open(trigger.user, content)
    trigger.used = True
    return _shown(request, view, "views")


def _trigger(request: Request) -> Trigger:
    given = request.text("trigger_id") or request.text("interactivity_pointer")
    if not given:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: trigger_id"])
    return request.context.triggers.look(given)


def update_view(request: Request) -> Json:
    """views.update, by view_id or external_id."""
    view_id, external_id = request.text("view_id"), request.text("external_id")
    if view_id and external_id:
        message = "[ERROR] Cannot provide both `view_id` and `external_id`"
        raise SlackError("invalid_arguments", messages=[message])
    if not view_id and not external_id:
        message = "[ERROR] Either `view_id` or `external_id` is required"
        raise SlackError("invalid_arguments", messages=[message])
    content = read_view(request.arguments.get("view"))
    views = request.context.views
    view = views.find(view_id, external_id)
    check_view(content, surface=view.surface)
    views.change(view, content, request.text("hash") or None)
    return _shown(request, view, "home" if view.surface == "home" else "views")


def publish_view(request: Request) -> Json:
    """views.publish; the manifest must have the Home tab on."""
    context = request.context
    content = read_view(request.arguments.get("view"))
    user = request.required("user_id")
    if user not in context.workspace.users:
        raise SlackError("invalid_arguments", messages=["[ERROR] invalid `user_id`"])
    if not context.workspace.manifest.home_tab:
        raise SlackError("not_enabled")
    check_view(content, surface="home")
    view = context.views.publish(user, content, request.text("hash") or None)
    return _shown(request, view, "home")


def _shown(request: Request, view: View, changed: str) -> Json:
    request.context.stream.tell([view.user], changed)
    return {"view": request.context.views.shape(view)}
