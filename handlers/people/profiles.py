"""What Slack tells about people: joined, changed language or time zone, account closed."""

from typing import Any

from slack_bolt import Ack, App

from bot.clock import Clock
from bot.services.people.profiles import take_profile
from bot.slack.client import read_profile
from storage.unit import Store


def register(app: App) -> None:
    app.event("user_change")(on_person_changed)
    app.event("team_join")(on_person_changed)


def on_person_changed(ack: Ack, event: dict[str, Any], store: Store, clock: Clock, own_team: str) -> None:
    take_profile(store, read_profile(event["user"]), own_team=own_team, now=clock.now())
    ack()
