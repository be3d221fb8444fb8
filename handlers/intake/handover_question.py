"""A developer's question on its way to the requester, and the answer back."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.intake.handover_question import open_passing_back, open_passing_on
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.handover_question import BACK, ON, passing_back_form, passing_on_form


def register(app: App) -> None:
    app.action(ON)(on_pass_on)
    app.action(BACK)(on_pass_back)


def on_pass_on(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    handover_id, number = _both(action)
    passed = open_passing_on(visit.acting, handover_id=handover_id, number=number)
    open_over(visit.client, body, passing_on_form(visit.words, passed))
    ack()


def on_pass_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    handover_id, number = _both(action)
    passed = open_passing_back(visit.acting, handover_id=handover_id, number=number)
    open_over(visit.client, body, passing_back_form(visit.words, passed))
    ack()


def _both(action: dict[str, Any]) -> tuple[int, int]:
    """The hand-over, and the number of a step."""
    handover_id, colon, number = (action.get("value") or "").partition(":")
    if not colon:
        raise Refusal("card.unknown")
    return row_id(handover_id), row_id(number)
