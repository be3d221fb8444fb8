"""The form that makes two requests of one."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.drafts import Form
from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.split import open_split, split
from bot.services.intake.step_form import keep_step_draft
from handlers.intake.forms import read_step, step_metadata, text_in
from handlers.intake.queue import open_for_a_step, show_beneath_a_step
from handlers.visit import Visit
from messages.intake.step_form import SPLIT_CALLBACK, TEXT, desk_form


def register(app: App) -> None:
    app.view(SPLIT_CALLBACK)(on_submit)
    app.view_closed(SPLIT_CALLBACK)(on_close)


def open_the_split(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open the form for whoever pressed its button."""
    form = open_split(visit.acting, request_id=number)
    open_for_a_step(visit, body, desk_form(visit.words, form))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carried = step_metadata(view)
    try:
        checked = read_step(view, Event.SPLIT)
    except Refusal:
        _keep(view, visit)
        raise
    split(
        visit.acting,
        request_id=carried.request,
        text=checked.text,
        seen=carried.seen,
        submission=view["id"],
    )
    show_beneath_a_step(visit, view, carried.request)
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ack()
    _keep(view, visit)


def _keep(view: dict[str, Any], visit: Visit) -> None:
    keep_step_draft(
        visit.acting,
        Form.TRIAGE,
        request_id=step_metadata(view).request,
        event=Event.SPLIT,
        text=text_in(view, TEXT),
        due_on=None,
        submission=view["id"],
    )
