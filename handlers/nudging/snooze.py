"""Putting a reminder off to a day, and taking that back."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.nudging.snooze import DAY
from bot.errors import Refusal
from bot.services.nudging.snooze import do_not_remind, remind_next_week, remind_on
from handlers import carried
from handlers.visit import Visit
from messages.nudging.nudge_card import DO_NOT_REMIND, REMIND_NEXT_WEEK
from messages.nudging.snooze_modal import SNOOZE_FORM


def register(app: App) -> None:
    app.action(REMIND_NEXT_WEEK)(on_remind_next_week)
    app.action(DO_NOT_REMIND)(on_do_not_remind)
    app.view(SNOOZE_FORM)(on_day_chosen)


def on_remind_next_week(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    remind_next_week(visit.acting, day=carried.day(action["value"]))
    ack()


def on_do_not_remind(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    do_not_remind(visit.acting, day=carried.day(action["value"]))
    ack()


def on_day_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    typed = view["state"]["values"][DAY][DAY].get("selected_date")
    if not typed:
        raise Refusal("reminder.past", field=DAY)
    remind_on(visit.acting, day=carried.day(view["private_metadata"]), wanted=carried.day(typed))
    ack()
