"""How far an action is, at one tap."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.actions.way import FOLLOW_UPS
from bot.errors import Refusal
from bot.services.actions.follow_up import follow_up
from handlers.actions.action_form import seen_in
from handlers.actions.my_actions import list_again
from handlers.visit import Visit
from messages.actions.actions_modal import FOLLOW


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(FOLLOW)}"))(on_follow_up)


def on_follow_up(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    said = action["action_id"].removeprefix(FOLLOW)
    event = next((each for each in FOLLOW_UPS if each.value == said), None)
    if event is None:
        raise Refusal("card.unknown")
    action_id, seen = seen_in(action["value"])
    follow_up(visit.acting, action_id=action_id, seen=seen, event=event)
    list_again(body, visit)
    ack()
