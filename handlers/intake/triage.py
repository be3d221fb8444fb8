"""The forms about a step that the desk takes, and reading a request whole."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.domain.drafts import Form
from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.read_request import read_request
from bot.services.intake.step_form import keep_step_draft
from bot.services.intake.triage import open_step, take_step
from handlers.carried import row_id, stands_under
from handlers.intake.forms import StepMetadata, read_keeping, read_step, step_metadata, typed
from handlers.intake.queue import open_for_a_step, show_beneath_a_step
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.step_form import DESK_CALLBACK, DUE_ON, TEXT, WAITS_FOR, desk_form
from messages.intake.triage_card import READ_ALL
from messages.intake.whole_request import whole_request


def register(app: App) -> None:
    app.action(READ_ALL)(on_read_all)
    app.view(DESK_CALLBACK)(on_submit)
    app.view_closed(DESK_CALLBACK)(on_close)


def open_desk_step(visit: Visit, body: dict[str, Any], number: int, event: Event) -> None:
    """Open the form of a step for whoever pressed its button."""
    form = open_step(visit.acting, request_id=number, event=event)
    open_for_a_step(visit, body, desk_form(visit.words, form))


def on_read_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    request = read_request(visit.acting, request_id=row_id(action["value"]), under=stands_under(body))
    open_form(visit.client, body["trigger_id"], whole_request(visit.words, request))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carried = step_metadata(view)
    try:
        checked = read_step(view, carried.event)
        keeping = read_keeping(view) if carried.event is Event.ANSWER else None
    except Refusal:
        _keep(view, carried, visit)
        raise
    take_step(
        visit.acting,
        request_id=carried.request,
        event=carried.event,
        text=checked.text,
        due_on=checked.due_on,
        waits_for=checked.waits_for,
        seen=carried.seen,
        submission=view["id"],
        known=carried.known,
        keeping=keeping,
    )
    show_beneath_a_step(visit, view, carried.request)
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
        waits_for=values.get(WAITS_FOR) or "",
        submission=view["id"],
    )
