"""HR releases results: `/review release`, the button on HR's Home, or the step that is owed."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.text import is_blank, word
from bot.errors import Refusal
from bot.services.reviews import release
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.visit import Visit
from messages.reviews.release_modal import (
    DEPARTMENTS,
    FORM,
    OPEN,
    RELEASE_IT,
    release_modal,
    released_modal,
)


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(RELEASE_IT)(on_owed)
    app.view(FORM)(on_chosen)


def on_release(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review release`, and after it which cycle; the latest if left out."""
    said = [each for each in (command.get("text") or "").split()[1:] if not is_blank(each)]
    facts = release.to_release(visit.acting, name=word("".join(said)) or None)
    open_form(visit.client, command["trigger_id"], release_modal(visit.words, facts))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = release.to_release(visit.acting, name=action["value"])
    open_form(visit.client, body["trigger_id"], release_modal(visit.words, facts))
    ack()


def on_owed(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = release.to_release_with(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], release_modal(visit.words, facts))
    ack()


def on_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ticked = view["state"]["values"].get(DEPARTMENTS, {}).get(DEPARTMENTS, {}).get("selected_options") or []
    try:
        released = release.release(
            visit.acting,
            cycle_id=row_id(view["private_metadata"]),
            departments={row_id(each["value"]) for each in ticked},
        )
    except Refusal as refusal:
        raise Refusal(refusal.code, field=DEPARTMENTS, **refusal.facts) from None
    ack(response_action="update", view=released_modal(visit.words, released))
