"""A former manager writes a few lines about somebody whose review is another's now."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.text import typed_text
from bot.services.reviews.contribution import contribute, open_contribution
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.visit import Visit
from messages.reviews.contribution_card import CONTRIBUTE
from messages.reviews.contribution_modal import CONTRIBUTION_FORM, TEXT, contribution_modal


def register(app: App) -> None:
    app.action(CONTRIBUTE)(on_open)
    app.view(CONTRIBUTION_FORM)(on_send)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = open_contribution(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], contribution_modal(visit.words, facts, typed=typed))
    ack()


def on_send(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    text = typed_text(view["state"]["values"][TEXT][TEXT].get("value") or "").strip()
    contribute(visit.acting, review_id=row_id(view["private_metadata"]), text=text)
    ack()
