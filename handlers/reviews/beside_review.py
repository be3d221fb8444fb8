"""Beside a self-score: the sheet, the figures and the feedback of the period, each one click away."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.reviews.beside_review import feedback_of_period, sheet_and_figures
from handlers.opening import open_over
from handlers.reviews.approval_forms import Decided
from handlers.visit import Visit
from messages.reviews.approval_buttons import FEEDBACK, FIGURES, SHEET
from messages.reviews.beside_review_modal import feedback_modal, figures_modal, sheet_modal


def register(app: App) -> None:
    app.action(SHEET)(on_sheet)
    app.action(FIGURES)(on_figures)
    app.action(FEEDBACK)(on_feedback)


def on_sheet(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = sheet_and_figures(visit.acting, review_id=Decided.of(action["value"]).review_id)
    open_over(visit.client, body, sheet_modal(visit.words, facts))
    ack()


def on_figures(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = sheet_and_figures(visit.acting, review_id=Decided.of(action["value"]).review_id)
    open_over(visit.client, body, figures_modal(visit.words, facts))
    ack()


def on_feedback(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    feedback = feedback_of_period(visit.acting, review_id=Decided.of(action["value"]).review_id)
    open_over(visit.client, body, feedback_modal(visit.words, feedback))
    ack()
