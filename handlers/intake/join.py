"""The form in which a request is said to be the same as another."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.intake.join import join, open_join
from handlers.carried import LARGEST_ID
from handlers.intake.forms import step_metadata, typed
from handlers.intake.queue import open_for_a_step, show_beneath_a_step
from handlers.visit import Visit
from messages.intake.join_form import CALLBACK, CHOSEN, NUMBER, join_form


def register(app: App) -> None:
    app.view(CALLBACK)(on_submit)


def open_the_join(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open the form for whoever pressed its button."""
    form = open_join(visit.acting, request_id=number)
    open_for_a_step(visit, body, join_form(visit.words, form))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carried, values = step_metadata(view), typed(view)
    join(
        visit.acting,
        request_id=carried.request,
        original_id=_number(values.get(NUMBER) or values.get(CHOSEN) or ""),
        seen=carried.seen,
        submission=view["id"],
    )
    show_beneath_a_step(visit, view, carried.request)
    ack()


def _number(said: str) -> int:
    """`214`, `#214`; what is typed beats what is chosen."""
    digits = said.strip().removeprefix("#").strip()
    if not digits.isdecimal() or not 0 < int(digits) <= LARGEST_ID:
        raise Refusal("request.join_which", field=NUMBER)
    return int(digits)
