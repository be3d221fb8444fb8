"""HR reads the four gates: `/review gates @name`; and puts an offer of another post on record."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.actions.gates import DAY, TEXT
from bot.domain.intake.markup import mentioned
from bot.services.actions import gates
from handlers.actions.action_form import day_in, text_in
from handlers.carried import row_id
from handlers.opening import open_form, open_over, show_beneath
from handlers.visit import Visit
from messages.actions.gates_modal import OFFER, OFFER_FORM, gates_modal, offer_modal


def register(app: App) -> None:
    app.action(OFFER)(on_offer)
    app.view(OFFER_FORM)(on_offered)


def on_gates(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review gates`, and after it whose."""
    named = mentioned(command.get("text") or "")
    ledger = gates.read_gates_of_account(visit.acting, account=named[0] if named else "")
    open_form(visit.client, command["trigger_id"], gates_modal(visit.words, ledger))
    ack()


def on_offer(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    person = gates.to_offer(visit.acting, person_id=row_id(action["value"]))
    open_over(visit.client, body, offer_modal(visit.words, person))
    ack()


def on_offered(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    person_id = row_id(view["private_metadata"])
    gates.offer_post(
        visit.acting,
        person_id=person_id,
        day=day_in(view, DAY),
        text=text_in(view, TEXT),
        submission=view["id"],
    )
    if view.get("previous_view_id"):
        ledger = gates.read_gates(visit.acting, person_id=person_id)
        show_beneath(visit.client, view, gates_modal(visit.words, ledger))
    ack()
