"""Delivery against the sandbox's Web API: a company, two kinds of notices, a sender."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.delivery import Delivery, Outgoing, Routes, Snapshot
from bot.delivery.routes import ROUTES as STEWARDS_ROUTES
from bot.domain.notices import Notice, Sending
from bot.domain.policy import Policy
from bot.sandbox import Sandbox, Seed, SeedApp, SeedChannel, SeedUser
from bot.slack.client import Slack, web_client
from messages.catalog import escape
from messages.kit import message, section
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.people import Company, company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SCOPES = ["chat:write", "im:write", "im:history", "channels:history", "channels:read", "groups:read"]
SCOPES += ["groups:history", "users:read", "users:read.email", "files:write"]
MANIFEST = {
    "display_information": {"name": "Steward"},
    "features": {
        "bot_user": {"display_name": "steward"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"socket_mode_enabled": True, "interactivity": {"is_enabled": True}},
}
CHANNEL = "C0WEBSITE1"


@dataclass(frozen=True, kw_only=True)
class CardSaid(Notice):
    """Posts a person's card, or brings it up to date; `only_update`: nothing but the latter."""

    to: int
    words: str
    only_update: bool = False

    @property
    def lane(self) -> str:
        return f"person:{self.to}"


@dataclass(frozen=True, kw_only=True)
class ReplySaid(Notice):
    """A reply in the thread of the card."""

    to: int
    words: str

    @property
    def lane(self) -> str:
        return f"person:{self.to}"


@dataclass(frozen=True, kw_only=True)
class Announced(Notice):
    """Into a channel by name; `whisper_to` is the one who sees it, 0 is everybody."""

    channel: str
    words: str
    whisper_to: int = 0

    @property
    def lane(self) -> str:
        return f"channel:{self.channel}"


@dataclass(frozen=True, kw_only=True)
class Broken(Notice):
    """One that cannot be worded."""

    to: int

    @property
    def lane(self) -> str:
        return f"person:{self.to}"


def on_broken(at: Snapshot, notice: Broken) -> Outgoing:
    raise ValueError("what somebody typed")


def on_card(at: Snapshot, notice: CardSaid) -> Outgoing:
    said = message(notice.words, section(escape(notice.words)))
    return Outgoing(
        message=said,
        person=at.person(notice.to),
        card=f"card:{notice.to}",
        only_update=notice.only_update,
    )


def on_reply(at: Snapshot, notice: ReplySaid) -> Outgoing:
    said = message(notice.words, section(escape(notice.words)))
    return Outgoing(message=said, person=at.person(notice.to), under=f"card:{notice.to}")


def on_announced(at: Snapshot, notice: Announced) -> Outgoing:
    reader = at.person(notice.whisper_to) if notice.whisper_to else None
    said = message(notice.words, section(escape(notice.words)))
    return Outgoing(message=said, channel=notice.channel, whisper_to=reader)


ROUTES: Routes = {
    CardSaid: on_card,
    ReplySaid: on_reply,
    Announced: on_announced,
    Broken: on_broken,
    **STEWARDS_ROUTES,
}


@dataclass
class Post:
    """The sender, the workspace it sends to, and the outbox between."""

    store: Store
    sandbox: Sandbox
    slack: Slack
    delivery: Delivery
    people: Company

    def add(self, *notices: Notice, due_at: datetime | None = None) -> None:
        with self.store.begin() as unit:
            unit.outbox.add(*notices, now=NOW, due_at=due_at)

    def drain(self, *, after: timedelta = timedelta()) -> None:
        self.delivery.drain(now=NOW + after)

    def seen_by(self, slack_id: str) -> list[str]:
        return [each.text for each in self.sandbox.person(slack_id).dm()]

    def rows(self, status: Sending) -> list[OutboxRow]:
        with self.store.read() as unit:
            return [
                row for row in unit.session.query(OutboxRow).order_by(OutboxRow.id) if row.status is status
            ]

    def called(self, method: str) -> int:
        return sum(call.method == method for call in self.sandbox.calls)


@pytest.fixture
def post(store: Store) -> Iterator[Post]:
    people = company(store)
    users = tuple(
        SeedUser(str(each.slack_id), each.name.lower(), each.name, each.email) for each in people.everyone
    )
    members = tuple(user.id for user in users[:-1])
    seed = Seed(
        users=users,
        channels=(SeedChannel(CHANNEL, "website-requests", members),),
        app=SeedApp(manifest=MANIFEST),
    )
    sandbox = Sandbox(seed, rate_limits=False)
    sandbox.start()
    slack = Slack(web_client("xoxb-sandbox", base_url=sandbox.api_url))
    delivery = Delivery(store=store, slack=slack, clock=FixedClock(NOW), policy=Policy(), routes=ROUTES)
    yield Post(store=store, sandbox=sandbox, slack=slack, delivery=delivery, people=people)
    delivery.stop()
    sandbox.stop()
