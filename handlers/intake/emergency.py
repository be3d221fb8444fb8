"""Calling the developer on duty, and their button."""

from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.emergency import REASON_LIMIT
from bot.errors import Refusal
from bot.services.intake.emergency import call_developer, open_emergency, take_call
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.forms import text_in
from handlers.intake.queue import open_for_a_step, show_beneath_a_step
from handlers.visit import Visit
from messages.intake.emergency_card import TAKE_CALL
from messages.intake.emergency_form import CALLBACK, REASON, emergency_form


class EmergencyMetadata(BaseModel):
    """Which request the form is about, and the last call that its reader knows of."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


def register(app: App) -> None:
    app.view(CALLBACK)(on_submit)
    app.action(TAKE_CALL)(on_take_call)


def open_it(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open the form for whoever pressed the button."""
    form = open_emergency(visit.acting, request_id=number)
    open_for_a_step(visit, body, emergency_form(visit.words, form))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(EmergencyMetadata, view["private_metadata"])
    reason = text_in(view, REASON)
    if not reason:
        raise Refusal("request.text_missing", field=REASON)
    if len(reason) > REASON_LIMIT:
        raise Refusal("request.text_too_long", field=REASON, limit=REASON_LIMIT)
    call_developer(
        visit.acting, request_id=about.request, reason=reason, seen=about.seen, submission=view["id"]
    )
    show_beneath_a_step(visit, view, about.request)
    ack()


def on_take_call(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    take_call(visit.acting, page_id=row_id(action["value"]))
    ack()
