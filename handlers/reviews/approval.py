"""A manager approves, adjusts or asks in the thread; the employee opens the result."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.approval import ReasonsMissing
from bot.services.reviews import approval
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.reviews.approval_forms import AdjustForm, AskForm, Decided, typed_before
from messages.catalog import Words
from messages.refusals import refusal_text
from messages.reviews.adjust_modal import ADJUST_FORM, adjust_modal, reason_block
from messages.reviews.approval_card import ADJUST, APPROVE, ASK, READ_ALL
from messages.reviews.ask_modal import ASK_FORM, ask_modal
from messages.reviews.cases_modal import cases_modal
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.result_modal import result_modal
from storage.unit import Store


def register(app: App) -> None:
    app.action(APPROVE)(on_approve)
    app.action(ADJUST)(on_adjust)
    app.action(ASK)(on_ask)
    app.action(READ_ALL)(on_read_all)
    app.action(SEE_RESULT)(on_see_result)
    app.view(ADJUST_FORM)(on_adjusted)
    app.view(ASK_FORM)(on_asked)


def on_approve(ack: Ack, action: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    decided = Decided.of(action["value"])
    approval.approve(store, review_id=decided.review_id, version=decided.version, by=actor, now=clock.now())
    ack()


def on_adjust(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    words: Words,
    actor: Person,
    store: Store,
    clock: Clock,
    policy: Policy,
) -> None:
    decided = Decided.of(action["value"])
    facts, draft = approval.to_decide(
        store,
        review_id=decided.review_id,
        version=decided.version,
        by=actor,
        form=approval.ADJUST,
        now=clock.now(),
        policy=policy,
    )
    open_form(client, body["trigger_id"], adjust_modal(words, facts, typed_before(draft)))
    ack()


def on_adjusted(
    ack: Ack,
    view: dict[str, Any],
    words: Words,
    actor: Person,
    store: Store,
    clock: Clock,
    policy: Policy,
) -> None:
    decided, form = Decided.of(view["private_metadata"]), AdjustForm.of(view)
    approval.keep_draft(
        store,
        form=approval.ADJUST,
        review_id=decided.review_id,
        by=actor,
        data=form.draft(),
        now=clock.now(),
    )
    try:
        approval.adjust_scores(
            store,
            review_id=decided.review_id,
            version=decided.version,
            wanted=form.wanted(),
            by=actor,
            now=clock.now(),
            policy=policy,
        )
    except ReasonsMissing as missing:  # said at every item at once, where a Refusal names one field
        text = refusal_text(words, missing.code, missing.facts)
        ack(response_action="errors", errors={reason_block(item): text for item in missing.items})
        return
    ack()


def on_ask(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    words: Words,
    actor: Person,
    store: Store,
    clock: Clock,
    policy: Policy,
) -> None:
    decided = Decided.of(action["value"])
    facts, draft = approval.to_decide(
        store,
        review_id=decided.review_id,
        version=decided.version,
        by=actor,
        form=approval.ASK,
        now=clock.now(),
        policy=policy,
    )
    typed = draft["question"] if draft else None
    open_form(client, body["trigger_id"], ask_modal(words, facts, typed=typed))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    decided, form = Decided.of(view["private_metadata"]), AskForm.of(view)
    approval.keep_draft(
        store,
        form=approval.ASK,
        review_id=decided.review_id,
        by=actor,
        data=form.model_dump(),
        now=clock.now(),
    )
    approval.ask_for_more(
        store,
        review_id=decided.review_id,
        version=decided.version,
        question=form.question,
        by=actor,
        now=clock.now(),
    )
    ack()


def on_read_all(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    words: Words,
    actor: Person,
    store: Store,
    policy: Policy,
) -> None:
    decided = Decided.of(action["value"])
    facts = approval.to_read(store, review_id=decided.review_id, by=actor, policy=policy)
    open_form(client, body["trigger_id"], cases_modal(words, facts))
    ack()


def on_see_result(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    words: Words,
    actor: Person,
    store: Store,
    policy: Policy,
) -> None:
    facts = approval.result_for(store, review_id=row_id(action["value"]), by=actor, policy=policy)
    open_form(client, body["trigger_id"], result_modal(words, facts, reader=actor))
    ack()
