"""`/review reach`: how far asking reaches, by department; the same from HR's Home."""

import re
from typing import Any

from pydantic import BaseModel
from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.nudging.reach import read_reach
from handlers.carried import read
from handlers.opening import bring_up_to_date, open_form
from handlers.visit import Visit
from messages.nudging.reach_modal import OPEN, TURN_PAGE, reach_modal


class Shown(BaseModel):
    """What the form carries along: the period that it shows."""

    period: str


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)


def on_reach(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    said = command["text"].split()
    if len(said) > 2:
        raise Refusal("cycle.usage", text=command["text"])
    found = read_reach(visit.acting, period=said[1] if len(said) == 2 else None)
    open_form(visit.client, command["trigger_id"], reach_modal(visit.words, found))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    found = read_reach(visit.acting, period=action["value"])
    open_form(visit.client, body["trigger_id"], reach_modal(visit.words, found))
    ack()


def on_turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = action["value"]
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    period = read(Shown, body["view"]["private_metadata"]).period

    def newest() -> dict[str, Any]:
        return reach_modal(visit.words, read_reach(visit.acting, period=period), page=int(page[:4]))

    bring_up_to_date(visit.client, body["view"], newest(), newest=newest)
    ack()
