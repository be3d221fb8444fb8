"""`/intake handed`: what lies with developers, a page at a time."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.services.intake.handover_list import list_handed
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form
from handlers.visit import Visit
from messages.intake.handover_list import SHOW, handed_modal


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(SHOW)}\.\w+$"))(on_show)


def on_handed(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    open_form(visit.client, command["trigger_id"], _page(visit, 1))
    ack()


def on_show(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    number = row_id(action["value"])
    bring_up_to_date(visit.client, body["view"], _page(visit, number), newest=lambda: _page(visit, number))
    ack()


def _page(visit: Visit, number: int) -> dict[str, Any]:
    return handed_modal(visit.words, list_handed(visit.acting, page=number))
