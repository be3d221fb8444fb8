"""Who reads a request: opening a private one, making one private, opening it again."""

from typing import Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.access import Deed, may
from bot.domain.intake.way import Event
from bot.services.intake.read_request import read_request
from bot.services.intake.visibility import change_visibility, open_visibility
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.queue import open_for_a_step, show_beneath_a_step
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.desk_buttons import desk_buttons
from messages.intake.my_request_card import HIDE, SHOW
from messages.intake.private_card import OPEN
from messages.intake.visibility_form import CALLBACK, visibility_form
from messages.intake.whole_request import whole_request

EVENTS = {HIDE: Event.HIDE, SHOW: Event.SHOW}


class Carried(BaseModel):
    """Which request the form is about, and what is asked."""

    request: int = Field(le=LARGEST_ID)
    event: Event


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(HIDE)(on_change)
    app.action(SHOW)(on_change)
    app.view(CALLBACK)(on_submit)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    request = read_request(visit.acting, request_id=row_id(action["value"]), under=None)
    buttons = desk_buttons(visit.words, request) if may(Deed.TRIAGE, visit.acting.by, request) else None
    open_form(visit.client, body["trigger_id"], whole_request(visit.words, request, buttons=buttons))
    ack()


def on_change(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ask_about_visibility(visit, body, row_id(action["value"]), EVENTS[action["action_id"]])
    ack()


def ask_about_visibility(visit: Visit, body: dict[str, Any], number: int, event: Event) -> None:
    """Open the question, for whoever pressed the button."""
    found = open_visibility(visit.acting, request_id=number, event=event)
    view = visibility_form(
        visit.words,
        found.request,
        event,
        reader=visit.person,
        lost=found.lost,
        channel=visit.acting.policy.channels.intake,
    )
    open_for_a_step(visit, body, view)


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    asked = carried.read(Carried, view["private_metadata"])
    change_visibility(visit.acting, request_id=asked.request, event=asked.event)
    show_beneath_a_step(visit, view, asked.request)
    ack()
