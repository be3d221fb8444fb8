"""The requester says that it is settled."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.intake.closing import confirm
from handlers.carried import row_id
from handlers.visit import Visit
from messages.intake.my_request_card import CONFIRM


def register(app: App) -> None:
    app.action(CONFIRM)(on_confirm)


def on_confirm(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    confirm(visit.acting, request_id=row_id(action["value"]))
    ack()
