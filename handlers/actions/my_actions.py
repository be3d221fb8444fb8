"""Reading actions: `/review actions`, `/review actions @name`, and the buttons that lead there."""

import json
from contextlib import suppress
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.markup import mentioned
from bot.errors import Refusal
from bot.services.actions.my_actions import read_actions, read_actions_of_account
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.opening import open_form, open_over, show_beneath, show_while_open
from handlers.visit import Visit
from messages.actions.actions_modal import (
    LIST,
    ME,
    OPEN,
    OPEN_OTHER,
    SHOW_ALL,
    SHOW_GROWTH,
    actions_modal,
)


class Listed(BaseModel):
    """Whose list it is, and whether of trainings and pairings alone: its private_metadata."""

    about: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    only_growth: bool = False


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(OPEN_OTHER)(on_open)
    app.action(SHOW_ALL)(on_show)
    app.action(SHOW_GROWTH)(on_show)


def on_actions(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review actions`, and after it whose, where that was said."""
    named = mentioned(command.get("text") or "")
    page = read_actions_of_account(visit.acting, account=named[0]) if named else read_actions(visit.acting)
    open_form(visit.client, command["trigger_id"], actions_modal(visit.words, page))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about = None if action["value"] == ME else row_id(action["value"])
    page = read_actions(visit.acting, person_id=about)
    open_over(visit.client, body, actions_modal(visit.words, page))
    ack()


def on_show(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    only_growth = action["action_id"] == SHOW_GROWTH
    page = read_actions(visit.acting, person_id=row_id(action["value"]), only_growth=only_growth)
    show_while_open(visit.client, body["view"]["id"], actions_modal(visit.words, page))
    ack()


def list_under(body: dict[str, Any], visit: Visit) -> Listed:
    """The list in which something was clicked; one's own where it was clicked elsewhere."""
    view = body.get("view") or {}
    if view.get("callback_id") == LIST:
        return carried.read(Listed, view["private_metadata"])
    return Listed(about=visit.person.id)


def list_again(body: dict[str, Any], visit: Visit) -> None:
    """The list in which something was clicked, as it is now; nothing where it was clicked elsewhere."""
    view = body.get("view") or {}
    if view.get("type") == "modal" and view.get("callback_id") == LIST:
        show_while_open(visit.client, view["id"], _list(view["private_metadata"], visit))


def list_beneath(view: dict[str, Any], about: int, visit: Visit, *, only_growth: bool = False) -> None:
    """The list over which a form was opened, as it is now; nothing where it was opened over none."""
    if view.get("previous_view_id"):
        with suppress(Refusal):
            show_beneath(
                visit.client, view, _list(json.dumps({"about": about, "only_growth": only_growth}), visit)
            )


def _list(metadata: str, visit: Visit) -> dict[str, Any]:
    listed = carried.read(Listed, metadata)
    page = read_actions(visit.acting, person_id=listed.about, only_growth=listed.only_growth)
    return actions_modal(visit.words, page)
