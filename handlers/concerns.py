"""All that is wrong of one cause, for the admins."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.concerns import Cause
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.concerns import concern_list
from handlers.opening import open_form
from messages.catalog import Words
from messages.concerns_card import SHOW_ALL
from messages.concerns_modal import TURN_PAGE, concerns_modal
from storage.unit import Store


def register(app: App) -> None:
    app.action(SHOW_ALL)(on_show_all)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)


def on_show_all(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    client: WebClient,
) -> None:
    facts = concern_list(store, cause_named(action["value"]), by=actor)
    open_form(client, body["trigger_id"], concerns_modal(words, facts))
    ack()


def on_turn_page(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    client: WebClient,
) -> None:
    cause, _, page = action["value"].partition(":")
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    facts = concern_list(store, cause_named(cause), by=actor)
    view = concerns_modal(words, facts, page=int(page[:6]))
    client.views_update(view_id=body["view"]["id"], view=view)
    ack()


def cause_named(value: str) -> Cause:
    """The cause that a button's value is. Raises Refusal("card.unknown")."""
    try:
        return Cause(value)
    except ValueError:
        raise Refusal("card.unknown") from None
