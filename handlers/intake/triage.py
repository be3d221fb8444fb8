"""The desk's buttons on a request's card, and their forms."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.domain.drafts import Form
from bot.domain.intake.way import DESK_EVENTS, Event
from bot.errors import Refusal
from bot.services.intake.read_request import read_request
from bot.services.intake.step_form import keep_step_draft
from bot.services.intake.triage import open_step, take_step
from handlers.carried import row_id, stands_under
from handlers.intake.forms import StepMetadata, read_step, step_metadata, typed
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.step_form import DESK_CALLBACK, DUE_ON, TEXT, desk_form
from messages.intake.triage_card import MORE, READ_ALL, STEP
from messages.intake.whole_request import whole_request


def register(app: App) -> None:
    for event in sorted(DESK_EVENTS):
        app.action(STEP + event)(on_step)
    app.action(MORE)(on_more)
    app.action(READ_ALL)(on_read_all)
    app.view(DESK_CALLBACK)(on_submit)
    app.view_closed(DESK_CALLBACK)(on_close)


def on_step(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    event = Event(action["action_id"].removeprefix(STEP))
    form = open_step(visit.acting, request_id=row_id(action["value"]), event=event)
    open_form(visit.client, body["trigger_id"], desk_form(visit.words, form))


def on_more(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    event, _, number = action["selected_option"]["value"].partition(":")
    if event not in DESK_EVENTS:
        raise Refusal("card.unknown")
    form = open_step(visit.acting, request_id=row_id(number), event=Event(event))
    open_form(visit.client, body["trigger_id"], desk_form(visit.words, form))


def on_read_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    request = read_request(visit.acting, request_id=row_id(action["value"]), under=stands_under(body))
    open_form(visit.client, body["trigger_id"], whole_request(visit.words, request))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carried = step_metadata(view)
    try:
        checked = read_step(view, carried.event)
    except Refusal:
        _keep(view, carried, visit)
        raise
    take_step(
        visit.acting,
        request_id=carried.request,
        event=carried.event,
        text=checked.text,
        due_on=checked.due_on,
        seen=carried.seen,
        submission=view["id"],
    )
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ack()
    _keep(view, step_metadata(view), visit)


def _keep(view: dict[str, Any], carried: StepMetadata, visit: Visit) -> None:
    values = typed(view)
    due_on = values.get(DUE_ON)
    keep_step_draft(
        visit.acting,
        Form.TRIAGE,
        request_id=carried.request,
        event=carried.event,
        text=values.get(TEXT) or "",
        due_on=date.fromisoformat(due_on) if due_on else None,
        submission=view["id"],
    )
