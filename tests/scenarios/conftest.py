"""A workspace for whole stories: the sandbox, a small company, and Steward attached to them."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

import pytest
import urllib3
from sqlalchemy import select

from bot.app import Beside, Steward
from bot.clock import MovableClock
from bot.delivery.errands import Carriers
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.jobs import heartbeat
from bot.local.seeding import slack_id
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Person as Keyboard
from bot.sandbox import Sandbox, Timing
from bot.sandbox.people.messages import ViewOnScreen
from bot.services.people.organisation import locales_told
from storage.models.delivery import OutboxRow, Sending
from storage.unit import Store, Unit
from tests.builders.approval import looked_again, released
from tests.builders.people import Company, company

T = TypeVar("T")

PATIENT = Timing(ack_deadline=10.0, trigger_lifetime=10.0)
"""Whether an answer comes in Slack's three seconds is asked in the bench, as a ratio; a story is about what
is answered, however busy the machine is.
"""

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2026, 10:00 in Hangzhou."""


class Workspace:
    """What a story plays in. People are named by surname: `workspace.person("chen")`."""

    def __init__(self, local: LocalWorkspace, people: Company) -> None:
        assert local.steward is not None
        self.local = local
        self.company = people
        self.sandbox: Sandbox = local.sandbox
        self.steward: Steward = local.steward
        self.store: Store = local.store
        self.policy: Policy = local.policy
        self.clock: MovableClock = local.clock
        self._keyboards: dict[str, Keyboard] = {}

    def colleague(self, surname: str) -> Person:
        """Who they are to the rules."""
        named = (each for each in self.company.everyone if each.name.split()[0].lower() == surname)
        found = next(named, None)
        assert found is not None, f"nobody in the company is called {surname}"
        return found

    def person(self, surname: str) -> Keyboard:
        """Them at the keyboard."""
        if surname not in self._keyboards:
            self._keyboards[surname] = self.sandbox.person(slack_id(self.colleague(surname)))
        return self._keyboards[surname]

    def settle(self, *, patience: float = 10.0) -> None:
        """Wait until everything that is due has been sent."""
        assert self.steward.settle(patience=patience) == 0, f"still waiting: {self.waiting()}"

    def move_to(self, at: datetime) -> None:
        """Let time pass, with all that falls due on the way."""
        self.local.move_to(at)

    def jump_to(self, at: datetime) -> None:
        """Let time pass in which nothing ran, as on a machine that was off; then all is made up for."""
        self.clock.move_to(at)
        heartbeat.run_all(self.steward.beat())
        self.settle()

    def look_again(self) -> None:
        """Everybody who is asked for a second look confirms all that waits for them."""
        assert looked_again(self.store, now=self.clock.now()) > 0
        self.settle()

    def release(self) -> None:
        """HR releases what is through."""
        assert released(self.store, now=self.clock.now()) > 0
        self.settle()

    def speaks(self, surname: str, locale: str) -> None:
        """They set their language in Slack, and Steward hears of it."""
        person = self.colleague(surname)
        address = f"{self.sandbox.url}/client/people/{slack_id(person)}"
        urllib3.request("POST", address, json={"locale": locale})
        self.wait_until(lambda: locales_told(self.store).get(person.id) == locale)

    def waiting(self) -> list[str]:
        """What is due and not sent, by kind."""
        with self.store.read() as unit:
            return [row.kind for row in unit.outbox.waiting(until=self.clock.now())]

    def parked(self) -> list[tuple[str, str | None]]:
        """What was given up, and why."""
        with self.store.read() as unit:
            rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.status == Sending.PARKED))
            return [(row.kind, row.problem) for row in rows]

    def look(self, read: Callable[[Unit], T]) -> T:
        """A look into the database."""
        with self.store.read() as unit:
            return read(unit)

    def tab(self, surname: str, *, near: str) -> ViewOnScreen:
        """Somebody's Home once they have opened the tab in whose line these words stand."""
        keyboard = self.person(surname)
        keyboard.home().click("Open", near=near)
        self.wait_until(lambda: "▾" in ViewOnScreen(keyboard).plain)
        return ViewOnScreen(keyboard)

    def wait_until(self, is_so: Callable[[], object], *, timeout: float = 5.0) -> None:
        """Wait for something that happens behind the scenes."""
        deadline = time.monotonic() + timeout
        while not is_so():
            assert time.monotonic() < deadline, "it did not come about in time"
            time.sleep(0.02)


@pytest.fixture
def transport(database_url: str) -> str:
    """Each story is played twice: over Socket Mode on SQLite, over signed HTTP on PostgreSQL."""
    return "socket" if database_url.startswith("sqlite") else "http"


@pytest.fixture
def policy() -> Policy:
    """Override it in a test module to play under other rules."""
    return Policy()


@pytest.fixture
def start() -> datetime:
    """When the story begins; override it in a test module."""
    return MONDAY


@pytest.fixture
def carriers() -> Carriers:
    """What carries e-mails and the like; override it in a test module."""
    return {}


@pytest.fixture
def workspace(
    store: Store, transport: str, policy: Policy, start: datetime, carriers: Carriers
) -> Iterator[Workspace]:
    people = company(store)
    local = LocalWorkspace(
        store,
        policy=policy,
        clock=MovableClock(start),
        over_http=transport == "http",
        rate_limits=False,
        timing=PATIENT,
        beside=Beside(carriers=carriers),
    )
    local.start()
    yield Workspace(local, people)
    local.stop()
