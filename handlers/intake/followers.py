"""The button of somebody who follows a request."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.intake.followers import unfollow
from handlers.carried import row_id
from handlers.visit import Visit
from messages.intake.followers_card import UNFOLLOW


def register(app: App) -> None:
    app.action(UNFOLLOW)(on_unfollow)


def on_unfollow(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    unfollow(visit.acting, request_id=row_id(action["value"]))
    ack()
