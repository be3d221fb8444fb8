"""Logging a call about what was handed over."""

from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.intake.climb import log_call, open_call
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.forms import typed
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.climb_note import CALLBACK, LOG, NO, REACHED, WORDS, YES, call_form


class CallMetadata(BaseModel):
    """Which hand-over the call is about."""

    handover: Annotated[int, Field(ge=1, le=LARGEST_ID)]


def register(app: App) -> None:
    app.action(LOG)(on_log)
    app.view(CALLBACK)(on_submit)


def on_log(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = open_call(visit.acting, handover_id=row_id(action["value"]))
    open_over(visit.client, body, call_form(visit.words, facts))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about, values = carried.read(CallMetadata, view["private_metadata"]), typed(view)
    if values.get(REACHED) not in (YES, NO):
        raise Refusal("request.not_a_choice", field=REACHED)
    log_call(
        visit.acting,
        handover_id=about.handover,
        was_reached=values[REACHED] == YES,
        words=typed_text(values.get(WORDS) or ""),
        submission=view["id"],
    )
    ack()
