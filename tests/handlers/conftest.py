"""A Bolt app with our middleware and error handling, in front of the sandbox's Web API."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.clock import FixedClock
from bot.domain.policy import Policy
from bot.sandbox import Sandbox, Seed, SeedApp, SeedUser
from bot.slack.client import web_client
from bot.slack.kept import KeptWebClient
from bot.slack.requests import over_http
from handlers import context, errors
from handlers.context import StewardApp
from storage.unit import Store
from tests.builders.people import Company
from tests.builders.world import World
from tests.delivery.conftest import MANIFEST, NOW

SECRET = "a signing secret"


@dataclass
class Door:
    """The app under test and what Slack would send to it."""

    app: StewardApp
    store: Store
    sandbox: Sandbox
    world: World
    response_url: str | None = None

    @property
    def client(self) -> KeptWebClient:
        assert isinstance(self.app.client, KeptWebClient)
        return self.app.client

    @property
    def people(self) -> Company:
        return self.world.people

    def event(self, event: dict[str, Any], *, event_id: str = "Ev1") -> BoltResponse:
        body = {"type": "event_callback", "event_id": event_id, "team_id": "T1", "event": event}
        return self.send(json.dumps(body), "application/json")

    def payload(self, payload: dict[str, Any]) -> BoltResponse:
        return self.send(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    def command(self, command: str, *, user: str, team: str = "T0SANDBOX") -> BoltResponse:
        fields = {"command": command, "user_id": user, "team_id": team, "channel_id": "C1", "text": ""}
        fields["trigger_id"] = "1.2.x"
        return self.send(urlencode(fields), "application/x-www-form-urlencoded")

    def send(self, body: str, content_type: str) -> BoltResponse:
        stamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
        headers = {
            "content-type": content_type,
            "x-slack-signature": str(signature),
            "x-slack-request-timestamp": stamp,
        }
        return self.app.dispatch(over_http(body, query={}, headers=headers))


@pytest.fixture
def door(world: World) -> Iterator[Door]:
    store, people = world.store, world.people
    users = tuple(
        SeedUser(str(each.slack_id), each.name.lower(), each.name, each.email) for each in people.everyone
    )
    stranger = SeedUser("U0STRANGER", "stranger", "A stranger", "stranger@example.com", locale="zh-CN")
    newcomer = SeedUser("U0NEW", "new", "New Name", "new.name@example.com", locale="zh-TW", tz="Asia/Taipei")
    sandbox = Sandbox(
        Seed(users=(*users, stranger, newcomer), channels=(), app=SeedApp(manifest=MANIFEST)),
        rate_limits=False,
    )
    sandbox.start()
    app = StewardApp(
        store=store,
        clock=FixedClock(NOW),
        policy=Policy(),
        client=web_client("xoxb-sandbox", base_url=sandbox.api_url),
        signing_secret=SECRET,
        process_before_response=True,
        token_verification_enabled=False,
    )
    context.install(app, store=store, clock=FixedClock(NOW), policy=Policy())
    errors.register(app)
    yield Door(app=app, store=store, sandbox=sandbox, world=world)
    sandbox.stop()
