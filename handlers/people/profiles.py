"""What Slack tells about people: joined, changed language or time zone, account closed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.services.people.profiles import take_profile
from bot.slack.client import read_profile
from handlers.context import own_team
from handlers.visit import Visit


def register(app: App) -> None:
    app.event("user_change")(on_person_changed)
    app.event("team_join")(on_person_changed)


def on_person_changed(ack: Ack, event: dict[str, Any], context: BoltContext, visit: Visit) -> None:
    take_profile(visit.acting, read_profile(event["user"]), own_team=own_team(context))
    ack()
