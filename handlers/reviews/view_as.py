"""HR looks at a review as somebody else sees it: `/review view-as @name`, or the button on HR's Home."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import mentioned
from bot.errors import Refusal
from bot.services.reviews import view_as
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.visit import Visit
from messages.reviews.view_as_modal import (
    OPEN,
    REVIEW,
    REVIEW_FORM,
    WHOM,
    WHOM_FORM,
    glances_modal,
    view_as_modal,
    whom_modal,
)


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.view(WHOM_FORM)(on_whom)
    app.view(REVIEW_FORM)(on_review_chosen)


def on_view_as(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review view-as`, and after it whom, where that was said."""
    view_as.start_view(visit.acting)
    named = mentioned(command.get("text") or "")
    if named:
        form = glances_modal(visit.words, view_as.choose_view(visit.acting, account=named[0]))
    else:
        form = whom_modal(visit.words)
    open_form(visit.client, command["trigger_id"], form)
    ack()


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    view_as.start_view(visit.acting)
    open_form(visit.client, body["trigger_id"], whom_modal(visit.words))
    ack()


def on_whom(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    account = view["state"]["values"][WHOM][WHOM].get("selected_user") or ""
    try:
        glances = view_as.choose_view(visit.acting, account=account)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=WHOM, **refusal.facts) from None
    ack(response_action="update", view=glances_modal(visit.words, glances))


def on_review_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    chosen = view["state"]["values"][REVIEW][REVIEW].get("selected_option") or {}
    viewed = view_as.view_as(
        visit.acting,
        whom_id=row_id(view["private_metadata"]),
        review_id=row_id(str(chosen.get("value", ""))),
    )
    ack(response_action="update", view=view_as_modal(visit.words, viewed))
