"""Putting a reminder off until Monday, and taking that back."""

from typing import Any

from slack_bolt import Ack, App

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.reviews.nudges import do_not_remind, remind_on_monday
from handlers import carried
from messages.nudge_card import DO_NOT_REMIND, REMIND_ON_MONDAY
from storage.unit import Store


def register(app: App) -> None:
    app.action(REMIND_ON_MONDAY)(on_remind_on_monday)
    app.action(DO_NOT_REMIND)(on_do_not_remind)


def on_remind_on_monday(
    ack: Ack, action: dict[str, Any], actor: Person, store: Store, clock: Clock, policy: Policy
) -> None:
    day = carried.day(action["value"])
    remind_on_monday(store, by=actor, day=day, policy=policy, now=clock.now())
    ack()


def on_do_not_remind(ack: Ack, action: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    do_not_remind(store, by=actor, day=carried.day(action["value"]), now=clock.now())
    ack()
