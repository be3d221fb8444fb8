"""The requester's buttons on their own card, and their forms."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.domain.drafts import Form
from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.my_request import add_or_reopen, leave_closed, open_my_step, reopen_at_once
from bot.services.intake.step_form import keep_step_draft
from handlers.answering import give_way
from handlers.carried import row_id
from handlers.intake.forms import read_step, step_metadata, text_in
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.my_request_card import ADD, REOPEN
from messages.intake.reopen_offer import (
    LEAVE_CLOSED,
    REOPEN_AT_ONCE,
    left_closed,
    reopened,
)
from messages.intake.step_form import MY_CALLBACK, TEXT, my_form

EVENTS = {ADD: Event.REPLY, REOPEN: Event.REOPEN}


def register(app: App) -> None:
    app.action(ADD)(on_button)
    app.action(REOPEN)(on_button)
    app.action(REOPEN_AT_ONCE)(on_reopen_at_once)
    app.action(LEAVE_CLOSED)(on_leave_closed)
    app.view(MY_CALLBACK)(on_submit)
    app.view_closed(MY_CALLBACK)(on_close)


def on_button(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    event = EVENTS[action["action_id"]]
    form = open_my_step(visit.acting, request_id=row_id(action["value"]), event=event)
    open_form(visit.client, body["trigger_id"], my_form(visit.words, form))


def on_reopen_at_once(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    number, _, reply = action["value"].partition(":")
    request = reopen_at_once(visit.acting, request_id=row_id(number), number=row_id(reply))
    give_way(respond, reopened(visit.words, request))
    ack()


def on_leave_closed(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    request = leave_closed(visit.acting, request_id=row_id(action["value"]))
    give_way(respond, left_closed(visit.words, request))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carried = step_metadata(view)
    try:
        checked = read_step(view, carried.event)
    except Refusal:
        _keep(view, visit)
        raise
    add_or_reopen(
        visit.acting,
        request_id=carried.request,
        event=carried.event,
        text=checked.text,
        files=[file.attachment() for file in checked.files],
        submission=view["id"],
    )
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ack()
    _keep(view, visit)


def _keep(view: dict[str, Any], visit: Visit) -> None:
    carried = step_metadata(view)
    keep_step_draft(
        visit.acting,
        Form.MY_REQUEST,
        request_id=carried.request,
        event=carried.event,
        text=text_in(view, TEXT),
        due_on=None,
        submission=view["id"],
    )
