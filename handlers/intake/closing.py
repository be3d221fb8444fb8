"""The requester says that it is settled."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.services.intake.closing import confirm
from handlers.answering import give_way
from handlers.carried import row_id
from handlers.visit import Visit
from messages.intake.closing_note import CONFIRM_HERE, confirmed_here
from messages.intake.my_request_card import CONFIRM


def register(app: App) -> None:
    app.action(CONFIRM)(on_confirm)
    app.action(CONFIRM_HERE)(on_confirm_here)


def on_confirm(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    confirm(visit.acting, request_id=row_id(action["value"]))
    ack()


def on_confirm_here(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    request_id = row_id(action["value"])
    confirm(visit.acting, request_id=request_id)
    give_way(respond, confirmed_here(visit.words, request_id))
    ack()
