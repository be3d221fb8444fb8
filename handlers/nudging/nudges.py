"""What is under the ⋯ of a reminder."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.nudging.rhythm import what_can_be_chosen
from bot.services.nudging.snooze import remind_tomorrow, what_is_offered
from bot.services.nudging.why import why_am_i_asked
from handlers import carried
from handlers.opening import open_form
from handlers.visit import Visit
from messages.nudging.nudge_card import ANOTHER_DAY, MORE, MY_RHYTHM, TOMORROW, WHY
from messages.nudging.rhythm_modal import rhythm_modal
from messages.nudging.snooze_modal import snooze_modal
from messages.nudging.why_modal import why_modal


def register(app: App) -> None:
    app.action(MORE)(on_more)


def on_more(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    way, _, reminder = action["selected_option"]["value"].partition(":")
    day, trigger = carried.day(reminder), body["trigger_id"]
    if way == TOMORROW:
        remind_tomorrow(visit.acting, day=day)
    elif way == ANOTHER_DAY:
        offered = what_is_offered(visit.acting)
        open_form(visit.client, trigger, snooze_modal(visit.words, offered, day=day))
    elif way == WHY:
        open_form(visit.client, trigger, why_modal(visit.words, why_am_i_asked(visit.acting, day=day)))
    elif way == MY_RHYTHM:
        open_form(visit.client, trigger, rhythm_modal(visit.words, what_can_be_chosen(visit.acting)))
    else:
        raise Refusal("card.unknown")
    ack()
