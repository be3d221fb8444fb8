"""Putting a request off, and the form for it."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.later import REASON_LIMIT
from bot.errors import Refusal
from bot.services.intake.later import bring_back, open_later, put_off
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.intake.forms import text_in, typed
from handlers.intake.queue import open_for_a_step, show_again, show_beneath_a_step
from handlers.visit import Visit
from messages.intake.later_form import ANOTHER, CALLBACK, FIELD, OTHER, REASON, UNTIL, later_form

LATEST = 253_402_300_799
"""The last second of the year 9999."""


class LaterMetadata(BaseModel):
    """Which request the form is about."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]


def register(app: App) -> None:
    app.view(CALLBACK)(on_submit)


def open_it(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open the form for whoever pressed the button."""
    form = open_later(visit.acting, request_id=number)
    open_for_a_step(visit, body, later_form(visit.words, form))


def back_now(visit: Visit, body: dict[str, Any], number: int) -> None:
    """It stands in the queue again."""
    bring_back(visit.acting, request_id=number)
    show_again(visit, body, number)


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(LaterMetadata, view["private_metadata"])
    values = typed(view)
    reason = text_in(view, REASON)
    if len(reason) > REASON_LIMIT:
        raise Refusal("request.text_too_long", field=REASON, limit=REASON_LIMIT)
    field, until = _moment(view, values)
    try:
        put_off(visit.acting, request_id=about.request, until=until, reason=reason)
    except Refusal as refused:
        if refused.field != UNTIL:
            raise
        raise Refusal(refused.code, field=field, **refused.facts) from None
    show_beneath_a_step(visit, view, about.request)
    ack()


def _moment(view: dict[str, Any], values: dict[str, Any]) -> tuple[str, datetime]:
    """In which field it stands, and which it is: what is entered beats what is chosen, of which one was from
    the start. Raises Refusal beside what is missing.
    """
    chosen = values.get(UNTIL) or ""
    second = view["state"]["values"].get(OTHER, {}).get(FIELD, {}).get("selected_date_time")
    if isinstance(second, int) and 0 < second <= LATEST:
        return OTHER, datetime.fromtimestamp(second, UTC)
    if second is not None or chosen == ANOTHER:
        raise Refusal("later.no_moment", field=OTHER)
    try:
        return UNTIL, datetime.fromisoformat(chosen).astimezone(UTC)
    except ValueError:
        raise Refusal("request.not_a_choice", field=UNTIL) from None
