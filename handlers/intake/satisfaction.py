"""The requester says how it went."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.intake.satisfaction import add_words, keep_words, open_words, rate
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.forms import text_in
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.satisfaction_card import ADD_WORDS, BAD, CALLBACK, GOOD, RATE, WORDS, words_form


class WordsMetadata(BaseModel):
    """Which request the form is about."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(RATE)}(\..+)?$"))(on_rate)
    app.action(ADD_WORDS)(on_add_words)
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)


def on_rate(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    number, _, said = action["value"].partition(":")
    if said not in (GOOD, BAD):
        raise Refusal("card.unknown")
    rate(visit.acting, request_id=row_id(number), good=said == GOOD)
    ack()


def on_add_words(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    found = open_words(visit.acting, request_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], words_form(visit.words, found.request, typed=found.typed))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    number, words = _written(view)
    keep_words(visit.acting, request_id=number, words=words)
    add_words(visit.acting, request_id=number, words=words)
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    number, words = _written(view)
    keep_words(visit.acting, request_id=number, words=words)
    ack()


def _written(view: dict[str, Any]) -> tuple[int, str]:
    about = carried.read(WordsMetadata, view["private_metadata"])
    return about.request, text_in(view, WORDS)
