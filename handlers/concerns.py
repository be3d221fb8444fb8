"""All that is wrong of one cause, for the admins."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.concerns import Cause
from bot.errors import Refusal
from bot.services.concerns import concern_list
from handlers.opening import open_form, show_while_open
from handlers.visit import Visit
from messages.concerns_card import SHOW_ALL
from messages.concerns_modal import TURN_PAGE, concerns_modal


def register(app: App) -> None:
    app.action(SHOW_ALL)(on_show_all)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)


def on_show_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = concern_list(visit.acting, cause_named(action["value"]))
    open_form(visit.client, body["trigger_id"], concerns_modal(visit.words, facts))
    ack()


def on_turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    cause, _, page = action["value"].partition(":")
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    facts = concern_list(visit.acting, cause_named(cause))
    view = concerns_modal(visit.words, facts, page=int(page[:6]))
    show_while_open(visit.client, body["view"]["id"], view)
    ack()


def cause_named(value: str) -> Cause:
    """The cause that a button's value is. Raises Refusal("card.unknown")."""
    try:
        return Cause(value)
    except ValueError:
        raise Refusal("card.unknown") from None
