"""A manager records now what somebody should have heard before a low score."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.weeks.feedback_form import open_late_feedback
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.reviews.no_surprise_lines import RECORD_NOW
from messages.weeks.feedback_modal import feedback_modal


def register(app: App) -> None:
    app.action(RECORD_NOW)(on_record_now)


def on_record_now(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_late_feedback(visit.acting, review_id=row_id(action["value"]))
    open_over(visit.client, body, feedback_modal(visit.words, form, opened_with=form.typed.who))
    ack()
