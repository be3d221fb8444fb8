"""Putting a reminder off until next week, and taking that back."""

from typing import Any

from slack_bolt import Ack, App

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.nudging.nudges import do_not_remind, remind_next_week
from handlers import carried
from messages.nudging.nudge_card import DO_NOT_REMIND, REMIND_NEXT_WEEK
from storage.unit import Store


def register(app: App) -> None:
    app.action(REMIND_NEXT_WEEK)(on_remind_next_week)
    app.action(DO_NOT_REMIND)(on_do_not_remind)


def on_remind_next_week(
    ack: Ack, action: dict[str, Any], actor: Person, store: Store, clock: Clock, policy: Policy
) -> None:
    day = carried.day(action["value"])
    remind_next_week(store, by=actor, day=day, policy=policy, now=clock.now())
    ack()


def on_do_not_remind(ack: Ack, action: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    do_not_remind(store, by=actor, day=carried.day(action["value"]), now=clock.now())
    ack()
