"""A manager approves, adjusts or asks in the thread; the employee opens the result."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.drafts import Form
from bot.domain.reviews.approval import ReasonsMissing
from bot.services.reviews import approval
from bot.services.reviews.used_files import files_of
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.reviews.approval_forms import AdjustForm, AskForm, Decided, typed_before
from handlers.visit import Visit
from messages.refusals import refusal_text
from messages.reviews.adjust_modal import ADJUST_FORM, adjust_modal, reason_block
from messages.reviews.approval_card import ADJUST, APPROVE, ASK, READ_ALL
from messages.reviews.ask_modal import ASK_FORM, ask_modal
from messages.reviews.cases_modal import cases_modal
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.result_modal import result_modal


def register(app: App) -> None:
    app.action(APPROVE)(on_approve)
    app.action(ADJUST)(on_adjust)
    app.action(ASK)(on_ask)
    app.action(READ_ALL)(on_read_all)
    app.action(SEE_RESULT)(on_see_result)
    app.view(ADJUST_FORM)(on_adjusted)
    app.view(ASK_FORM)(on_asked)


def on_approve(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    approval.approve(visit.acting, review_id=decided.review_id, version=decided.version)
    ack()


def on_adjust(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    facts, draft = approval.to_decide(
        visit.acting, review_id=decided.review_id, version=decided.version, form=Form.ADJUST
    )
    open_form(visit.client, body["trigger_id"], adjust_modal(visit.words, facts, typed_before(draft)))
    ack()


def on_adjusted(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decided, form = Decided.of(view["private_metadata"]), AdjustForm.of(view)
    try:
        approval.adjust_scores(
            visit.acting,
            review_id=decided.review_id,
            version=decided.version,
            wanted=form.wanted(),
            typed=form.draft(),
        )
    except ReasonsMissing as missing:  # said at every item at once, where a Refusal names one field
        text = refusal_text(visit.words, missing.code, missing.facts)
        ack(response_action="errors", errors={reason_block(item): text for item in missing.items})
        return
    ack()


def on_ask(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    facts, draft = approval.to_decide(
        visit.acting, review_id=decided.review_id, version=decided.version, form=Form.ASK
    )
    typed = draft["question"] if draft else None
    open_form(visit.client, body["trigger_id"], ask_modal(visit.words, facts, typed=typed))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decided, form = Decided.of(view["private_metadata"]), AskForm.of(view)
    approval.ask_for_more(
        visit.acting, review_id=decided.review_id, version=decided.version, question=form.question
    )
    ack()


def on_read_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    facts = approval.to_read(visit.acting, review_id=decided.review_id)
    files = files_of(visit.acting, review_id=decided.review_id)
    open_form(visit.client, body["trigger_id"], cases_modal(visit.words, facts, files))
    ack()


def on_see_result(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = approval.result_for(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], result_modal(visit.words, facts, reader=visit.person))
    ack()
