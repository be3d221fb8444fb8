"""Somebody reads who looked at their file: *Who looked…* on Home."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.services.privacy.looks import read_looks
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_over
from handlers.visit import Visit
from messages.privacy.looks_modal import OPEN, TURN, looks_modal


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(re.compile(rf"^{re.escape(TURN)}\."))(on_turn)


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, looks_modal(visit.words, read_looks(visit.acting)))
    ack()


def on_turn(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = row_id(action["value"])

    def newest() -> dict[str, Any]:
        return looks_modal(visit.words, read_looks(visit.acting, page=page))

    bring_up_to_date(visit.client, body["view"], newest(), newest=newest)
    ack()
