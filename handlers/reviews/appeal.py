"""Somebody appeals against their result; whoever had no part in it reads it and decides."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.reviews import appeal as appeals
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.reviews.talk_form import appeal_in, decision_in
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.appeal_card import DECIDE, READ
from messages.reviews.appeal_modals import (
    APPEAL_FORM,
    DECISION,
    DECISION_FORM,
    EVIDENCE,
    REASON,
    appeal_modal,
    appealed_modal,
    decision_modal,
)
from messages.reviews.my_talk_card import APPEAL


def register(app: App) -> None:
    app.action(APPEAL)(on_appeal)
    app.view(APPEAL_FORM)(on_appealed)
    app.view_closed(APPEAL_FORM)(on_appeal_closed)
    app.action(READ)(on_read)
    app.action(DECIDE)(on_decide)
    app.view(DECISION_FORM)(on_decided)
    app.view_closed(DECISION_FORM)(on_decision_closed)


def on_appeal(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = appeals.open_appeal(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, appeal_modal(visit.words, facts, typed=typed))
    ack()


def on_appealed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    typed = appeal_in(view)
    appeals.appeal(
        visit.acting,
        talk_id=row_id(view["private_metadata"]),
        reason=typed[REASON],
        evidence=typed[EVIDENCE],
    )
    ack()


def on_appeal_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        appeals.keep_appeal(visit.acting, talk_id=row_id(view["private_metadata"]), typed=appeal_in(view))
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = appeals.read_appealed(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, appealed_modal(visit.words, facts))
    ack()


def on_decide(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = appeals.open_decision(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, decision_modal(visit.words, facts, typed=typed))
    ack()


def on_decided(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decision, reason = decision_in(view)
    appeals.decide(visit.acting, talk_id=row_id(view["private_metadata"]), decision=decision, reason=reason)
    ack()


def on_decision_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        decision, reason = decision_in(view)
        typed = {DECISION: decision.value if decision else "", REASON: reason}
        appeals.keep_decision(visit.acting, talk_id=row_id(view["private_metadata"]), typed=typed)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()
