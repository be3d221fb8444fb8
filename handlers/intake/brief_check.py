"""The requester says whether a brief is what they meant."""

from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.handover_way import Event
from bot.errors import Refusal
from bot.services.intake.brief_check import open_brief_check, say_it_is_meant, say_what_was_meant
from bot.services.intake.handover_draft import keep_words, kept_words
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.forms import text_in
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.brief_check_card import CALLBACK, NO, TEXT, YES, brief_check_form
from messages.kit import TEXT_LIMIT


class CheckMetadata(BaseModel):
    """Which hand-over the form is about."""

    handover: Annotated[int, Field(ge=1, le=LARGEST_ID)]


def register(app: App) -> None:
    app.action(YES)(on_yes)
    app.action(NO)(on_no)
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)


def on_yes(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    say_it_is_meant(visit.acting, handover_id=row_id(action["value"]))
    ack()


def on_no(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = open_brief_check(visit.acting, handover_id=row_id(action["value"]))
    typed_before = kept_words(visit.acting, about=facts.id, event=Event.NOT_MEANT)
    open_over(visit.client, body, brief_check_form(visit.words, facts, typed=typed_before))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    handover_id, text = _read(view)
    keep_words(visit.acting, about=handover_id, event=Event.NOT_MEANT, text=text)
    if len(text) > TEXT_LIMIT:
        raise Refusal("request.text_too_long", field=TEXT, limit=TEXT_LIMIT)
    say_what_was_meant(visit.acting, handover_id=handover_id, text=text, submission=view["id"])
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    handover_id, text = _read(view)
    keep_words(visit.acting, about=handover_id, event=Event.NOT_MEANT, text=text)
    ack()


def _read(view: dict[str, Any]) -> tuple[int, str]:
    """Which hand-over the form is about, and what was typed."""
    about = carried.read(CheckMetadata, view["private_metadata"])
    return about.handover, text_in(view, TEXT)
