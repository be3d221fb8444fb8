"""Feedback: the command, the shortcuts and buttons that open its form; giving, telling, answering it."""

import re
from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake import content
from bot.domain.intake.markup import as_seen, mentioned
from bot.domain.weeks.feedback_form import TIED, FeedbackForm, RuleNotShown, TypedFeedback
from bot.errors import Refusal
from bot.services.weeks import feedback as pieces
from bot.services.weeks.feedback_facts import keep_answer_typed, open_answer, read_feedback
from bot.services.weeks.feedback_form import (
    keep_feedback_typed,
    open_feedback,
    open_feedback_called,
    see_feedback,
)
from bot.services.weeks.suggestion import make_suggestion
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form, open_over
from handlers.visit import Visit
from handlers.weeks.feedback_form import (
    AnswerCarries,
    FormCarries,
    answer_in,
    tied_block_in,
    typed_in,
)
from handlers.weeks.feedback_record import list_again, list_beneath
from messages.weeks.feedback_answer_modal import ANSWER_FORM, answer_modal
from messages.weeks.feedback_card import ANSWER, READ, TAKE_BACK, TELL
from messages.weeks.feedback_modal import ANYBODY, CHOSEN, FORM, OPEN, feedback_modal
from messages.weeks.feedback_record_modal import piece_modal

GLOBAL_SHORTCUT = "give_feedback"
MESSAGE_SHORTCUT = "feedback_on_message"

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")


def register(app: App) -> None:
    app.shortcut({"type": "shortcut", "callback_id": GLOBAL_SHORTCUT})(on_shortcut)
    app.shortcut({"type": "message_action", "callback_id": MESSAGE_SHORTCUT})(on_message_shortcut)
    app.action(OPEN)(on_open)
    app.action(re.compile(rf"^{re.escape(CHOSEN)}\."))(on_chosen)
    app.view(FORM)(on_send)
    app.view_closed(FORM)(on_closed)
    app.action(TELL)(on_tell)
    app.action(TAKE_BACK)(on_take_back)
    app.action(READ)(on_read)
    app.action(ANSWER)(on_answer)
    app.view(ANSWER_FORM)(on_answered)
    app.view_closed(ANSWER_FORM)(on_answer_closed)


def on_feedback(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review feedback @name`, and what was written after it."""
    _, _, behind = (command.get("text") or "").strip().partition(" ")
    named = mentioned(behind)
    if named:
        began = _MENTION.sub("", behind, count=1).strip()
        form = open_feedback(visit.acting, who=named[0], began=began)
    elif behind.strip():
        form = open_feedback_called(visit.acting, words=as_seen(behind, {}).strip())
    else:
        form = open_feedback(visit.acting)
    _open(command["trigger_id"], form, visit)
    ack()


def on_shortcut(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    _open(shortcut["trigger_id"], open_feedback(visit.acting), visit)
    ack()


def on_message_shortcut(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    """About whoever wrote the message, with its words. An app's message is nobody's."""
    message = shortcut["message"]
    author = message.get("user")
    if author is None or message.get("bot_id"):
        raise Refusal("feedback.stranger")
    form = open_feedback(visit.acting, who=author, quoting=content.said(message))
    _open(shortcut["trigger_id"], form, visit)
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    who = "" if action["value"] == ANYBODY else action["value"]
    form = open_feedback(visit.acting, who=who)
    open_over(visit.client, body, feedback_modal(visit.words, form, opened_with=form.typed.who))
    ack()


def on_chosen(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """Whom it is about, what it is, when it is told: the first line says who reads it so."""
    view, typed = body["view"], typed_in(body["view"])

    def newest() -> dict[str, Any]:
        return _form(view, typed, visit)

    bring_up_to_date(visit.client, view, newest(), newest=newest)
    ack()


def on_send(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nothing is sent under a rule that did not stand in the first line: then the form shows it first."""
    typed, carries = typed_in(view), FormCarries.of(view)
    sent = {"shown": carries.shown, "submission": view["id"], "opened_with": carries.opened}
    try:
        if typed.is_suggestion:
            make_suggestion(visit.acting, typed, **sent)
        else:
            pieces.give_feedback(visit.acting, typed, **sent, late_for=carries.late)
    except RuleNotShown:
        ack(response_action="update", view=_form(view, typed, visit, changed=True))
        return
    except Refusal as refusal:
        if refusal.field == TIED:
            raise Refusal(refusal.code, field=tied_block_in(view), **refusal.facts) from None
        if refusal.field is not None and refusal.field not in view["state"]["values"]:
            # Slack did not show what the last choice asks for: a field that is not there takes no error.
            # Slack did not show the field that the last choice asks for, and takes no error beside none.
            ack(response_action="update", view=_form(view, typed, visit))
            return
        raise
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        keep_feedback_typed(visit.acting, typed_in(view))
    ack()


def on_tell(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    pieces.tell_kept(visit.acting, feedback_id=row_id(action["value"]))
    list_again(body, visit)
    ack()


def on_take_back(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    pieces.take_back(visit.acting, feedback_id=row_id(action["value"]))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_feedback(visit.acting, feedback_id=row_id(action["value"]))
    open_over(visit.client, body, piece_modal(visit.words, facts))
    ack()


def on_answer(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = open_answer(visit.acting, feedback_id=row_id(action["value"]))
    listed = (body.get("view") or {}).get("private_metadata") or ""
    open_over(visit.client, body, answer_modal(visit.words, facts, typed=typed, listed=listed))
    ack()


def on_answered(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carries = AnswerCarries.of(view)
    pieces.answer_feedback(visit.acting, feedback_id=carries.feedback, text=answer_in(view))
    list_beneath(view, carries.listed, visit)
    ack()


def on_answer_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        carries = AnswerCarries.of(view)
        keep_answer_typed(visit.acting, feedback_id=carries.feedback, text=answer_in(view))
    ack()


def _open(trigger_id: str, form: FeedbackForm, visit: Visit) -> None:
    open_form(visit.client, trigger_id, feedback_modal(visit.words, form, opened_with=form.typed.who))


def _form(
    view: dict[str, Any], typed: TypedFeedback, visit: Visit, *, changed: bool = False
) -> dict[str, Any]:
    carries = FormCarries.of(view)
    form = see_feedback(visit.acting, typed, late_for=carries.late)
    return feedback_modal(visit.words, form, opened_with=carries.opened, changed=changed)
