"""A suggestion is read, answered, taken back. It is made in the form of feedback."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.weeks import suggestion as suggestions
from bot.services.weeks.suggestion_facts import keep_answer_typed, open_answer, read_suggestion
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from handlers.weeks.suggestion_form import came_in, typed_in, words_in
from messages.weeks.feedback_record_modal import suggestion_piece_modal
from messages.weeks.suggestion_card import ANSWER, READ, TAKE_BACK
from messages.weeks.suggestion_modal import ANSWER_FORM, answer_modal


def register(app: App) -> None:
    app.action(ANSWER)(on_answer)
    app.view(ANSWER_FORM)(on_answered)
    app.view_closed(ANSWER_FORM)(on_answer_closed)
    app.action(TAKE_BACK)(on_take_back)
    app.action(READ)(on_read)


def on_answer(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = open_answer(visit.acting, suggestion_id=row_id(action["value"]))
    open_over(visit.client, body, answer_modal(visit.words, facts, typed=typed))
    ack()


def on_answered(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    suggestion_id = row_id(view["private_metadata"])
    suggestions.answer_suggestion(
        visit.acting, suggestion_id=suggestion_id, came=came_in(view), text=words_in(view)
    )
    ack()


def on_answer_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        suggestion_id = row_id(view["private_metadata"])
        keep_answer_typed(visit.acting, suggestion_id=suggestion_id, typed=typed_in(view))
    ack()


def on_take_back(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    suggestions.take_back(visit.acting, suggestion_id=row_id(action["value"]))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_suggestion(visit.acting, suggestion_id=row_id(action["value"]))
    open_over(visit.client, body, suggestion_piece_modal(visit.words, facts))
    ack()
