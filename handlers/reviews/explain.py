"""Somebody asks how a review's point was computed."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.reviews.explain import explain
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.reviews.approval_buttons import EXPLAIN
from messages.reviews.explain_modal import explain_modal


def register(app: App) -> None:
    app.action(EXPLAIN)(on_explain)


def on_explain(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """The button's value is the review's id, perhaps with the version that a card showed."""
    review_id, _, _ = action["value"].partition(":")
    explained = explain(visit.acting, review_id=row_id(review_id))
    open_over(visit.client, body, explain_modal(visit.words, explained, reader=visit.person))
    ack()
