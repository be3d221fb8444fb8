"""The outbox as fast as Slack allows: full, with somebody waiting, and with one method paused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.delivery import Delivery
from bot.domain.notices import Sending
from bot.domain.people import Grade
from bot.domain.policy import Policy
from bot.sandbox import Sandbox, Seed, SeedApp, SeedUser
from bot.sandbox.state.rate_limits import POSTS_PER_MINUTE_PER_WORKSPACE
from bot.slack.client import Slack, web_client
from bot.slack.limits import POST, RATES, Limits
from storage.models.people import PersonRow
from storage.unit import Store
from tests.bench.opening import counted
from tests.builders.people import company
from tests.delivery.conftest import MANIFEST, NOW, ROUTES, CardSaid

STEP = timedelta(seconds=0.25)
FIRST = 5000


class HandClock:
    """A clock that stands until it is moved, for Steward and for the sandbox alike."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def jumps(self) -> list[object]:
        return []

    def move_to(self, at: datetime) -> None:
        self.at = at


@dataclass
class Crowd:
    """Many people, and a sender that keeps to Slack's rates."""

    store: Store
    sandbox: Sandbox
    delivery: Delivery
    clock: HandClock

    def announce(self, people: range, words: str = "The quarter is open") -> None:
        with self.store.begin() as unit:
            unit.outbox.add(*(CardSaid(to=each, words=words) for each in people), now=self.clock.now())

    def drain(self, *, longest: timedelta) -> timedelta:
        """Until nothing waits; how long that took, or `longest`."""
        begun = self.clock.at
        while self.waiting() and self.clock.at - begun < longest:
            self.clock.at += STEP
            self.delivery.drain(now=self.clock.at)
        return self.clock.at - begun

    def waiting(self) -> int:
        with self.store.read() as unit:
            return unit.outbox.count(Sending.PENDING)

    def called(self, method: str) -> int:
        return sum(call.method == method for call in self.sandbox.calls)

    def refused(self) -> int:
        return sum(call.error == "ratelimited" for call in self.sandbox.calls)


@pytest.fixture
def size() -> int:
    return 150


@pytest.fixture
def crowd(store: Store, size: int) -> Iterator[Crowd]:
    found = company(store)
    ids = range(FIRST, FIRST + size)
    users = tuple(SeedUser(f"U{each}", f"p{each}", f"P {each}", f"p{each}@example.com") for each in ids)
    clock = HandClock(NOW)
    sandbox = Sandbox(Seed(users=users, channels=(), app=SeedApp(manifest=MANIFEST)), clock=clock)
    sandbox.start()
    with store.begin() as unit:
        unit.session.execute(
            insert(PersonRow),
            [
                {
                    "id": each,
                    "email": f"p{each}@example.com",
                    "name": f"P {each}",
                    "post": "Specialist",
                    "grade": Grade.STAFF,
                    "department_id": unit.session.get_one(PersonRow, found.employee.id).department_id,
                    "branch_id": 1,
                    "slack_id": f"U{each}",
                    "dm_channel": sandbox.workspace.app_direct(f"U{each}").id,
                }
                for each in ids
            ],
        )
    slack = Slack(web_client("xoxb-sandbox", base_url=sandbox.api_url), limits=Limits(now=clock.seconds))
    delivery = Delivery(store=store, slack=slack, clock=clock, policy=Policy(), routes=ROUTES)
    yield Crowd(store=store, sandbox=sandbox, delivery=delivery, clock=clock)
    delivery.stop()
    sandbox.stop()


def all_of(size: int) -> range:
    return range(FIRST, FIRST + size)


@pytest.mark.parametrize("size", [150, pytest.param(10_000, marks=pytest.mark.soak)])
def test_many_are_told_at_95_percent_of_what_is_allowed_and_none_is_refused(crowd: Crowd, size: int) -> None:
    crowd.announce(all_of(size))

    took = crowd.drain(longest=timedelta(hours=2))

    allowed = took.total_seconds() / 60 * POSTS_PER_MINUTE_PER_WORKSPACE
    assert crowd.waiting() == 0
    assert crowd.called(POST) == size >= 0.95 * allowed
    assert crowd.refused() == 0


def test_what_somebody_waits_for_goes_at_once_in_the_middle_of_it(crowd: Crowd, size: int) -> None:
    crowd.announce(all_of(size)[:-1])
    crowd.drain(longest=timedelta(seconds=5))
    last = all_of(size)[-1]
    crowd.announce(range(last, last + 1), "Saved")

    crowd.clock.at += STEP
    crowd.delivery.drain(now=crowd.clock.at)

    assert crowd.waiting() > size / 2
    assert [each.text for each in crowd.sandbox.person(f"U{last}").dm()] == ["Saved"]


def test_a_pause_on_one_method_holds_up_that_method_only(crowd: Crowd, size: int) -> None:
    crowd.announce(all_of(size)[:3])
    crowd.drain(longest=timedelta(seconds=9))
    crowd.sandbox.faults.fail_next("chat.update", n=3, status=429, retry_after=30)
    crowd.announce(all_of(size)[:3], "The quarter is open, and longer")
    crowd.announce(all_of(size)[3:6], "A first word")

    crowd.clock.at += STEP
    crowd.delivery.drain(now=crowd.clock.at)
    tried = crowd.called("chat.update")
    crowd.clock.at += timedelta(seconds=20)
    crowd.delivery.drain(now=crowd.clock.at)

    assert crowd.called(POST) == 6
    assert (crowd.called("chat.update"), crowd.waiting()) == (tried, 3)
    crowd.sandbox.faults.clear()
    assert crowd.drain(longest=timedelta(seconds=60)) < timedelta(seconds=30)
    assert crowd.called("chat.update") == tried + 3


def test_a_batch_costs_few_statements_a_notice(crowd: Crowd, size: int) -> None:
    crowd.announce(all_of(size)[:6])
    crowd.announce(all_of(size)[6:12])

    with counted(crowd.store.engine) as statements:
        crowd.delivery.drain(now=crowd.clock.at)

    assert crowd.called(POST) == 12
    assert len(statements) / 12 <= 3


def test_what_cannot_go_is_not_even_claimed(crowd: Crowd, size: int) -> None:
    crowd.announce(all_of(size))

    for _ in range(4):
        crowd.clock.at += STEP
        crowd.delivery.drain(now=crowd.clock.at)

    burst = RATES[POST].burst - RATES[POST].kept
    with crowd.store.read() as unit:
        waiting = unit.outbox.waiting(until=crowd.clock.at)
        begun = size - len(waiting)
        assert burst <= begun <= burst + RATES[POST].per_second * 1.25
        assert all(each.problem is None for each in waiting)
        assert sum(each.free_at > crowd.clock.at for each in waiting) <= 2
