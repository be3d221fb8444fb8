"""A manager opens one self-score from a reminder or Home, and approves it there."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.reviews import approval
from handlers.carried import row_id
from handlers.opening import show_instead
from handlers.reviews.approval import lead_on
from handlers.reviews.approval_forms import Decided
from handlers.visit import Visit
from messages.reviews.adjust_modal import adjust_modal
from messages.reviews.review_modal import REVIEW_FORM, REVIEW_IT, review_modal


def register(app: App) -> None:
    app.action(REVIEW_IT)(on_review_it)
    app.view(REVIEW_FORM)(on_reviewed)


def on_review_it(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Where something is half done or lacks, the form in which it is."""
    form = approval.to_review(visit.acting, review_id=row_id(action["value"]))
    whole = review_modal(visit.words, form.facts) if form.is_ready else adjust_modal(visit.words, form)
    show_instead(visit.client, body, whole)
    ack()


def on_reviewed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(view["private_metadata"])
    done = approval.approve(visit.acting, review_id=decided.review_id, version=decided.version)
    lead_on(ack, visit, done)
