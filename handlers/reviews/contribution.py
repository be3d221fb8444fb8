"""A former manager writes a few lines about somebody whose review is another's now."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.reviews.contribution import contribute, keep_contribution, open_contribution
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.reviews.contribution_form import ContributionForm
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.contribution_card import CONTRIBUTE
from messages.reviews.contribution_modal import CONTRIBUTION_FORM, contribution_modal


def register(app: App) -> None:
    app.action(CONTRIBUTE)(on_open)
    app.view(CONTRIBUTION_FORM)(on_send)
    app.view_closed(CONTRIBUTION_FORM)(on_closed)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, written = open_contribution(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], contribution_modal(visit.words, facts, written=written))
    ack()


def on_send(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    contribute(
        visit.acting, review_id=row_id(view["private_metadata"]), written=ContributionForm.of(view).written()
    )
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        written = ContributionForm.of(view).written()
        if not written.is_empty:
            keep_contribution(visit.acting, review_id=row_id(view["private_metadata"]), written=written)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()
