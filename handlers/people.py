"""What Slack tells about people: joined, changed language or time zone, account closed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.clock import Clock
from bot.services.people import take_profile
from bot.slack.client import read_profile
from handlers.context import home_of
from storage.unit import Store


def register(app: App) -> None:
    app.event("user_change")(on_person_changed)
    app.event("team_join")(on_person_changed)


def on_person_changed(
    ack: Ack, event: dict[str, Any], context: BoltContext, store: Store, clock: Clock
) -> None:
    take_profile(store, read_profile(event["user"]), home=home_of(context), now=clock.now())
    ack()
