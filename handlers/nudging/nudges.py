"""Putting a reminder off until next week, and taking that back."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.nudging.nudges import do_not_remind, remind_next_week
from handlers import carried
from handlers.visit import Visit
from messages.nudging.nudge_card import DO_NOT_REMIND, REMIND_NEXT_WEEK


def register(app: App) -> None:
    app.action(REMIND_NEXT_WEEK)(on_remind_next_week)
    app.action(DO_NOT_REMIND)(on_do_not_remind)


def on_remind_next_week(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    day = carried.day(action["value"])
    remind_next_week(visit.acting, day=day)
    ack()


def on_do_not_remind(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    do_not_remind(visit.acting, day=carried.day(action["value"]))
    ack()
