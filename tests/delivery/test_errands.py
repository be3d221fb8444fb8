"""What goes elsewhere than to Slack: carried once, tried later, given up, and nobody else held up."""

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.delivery.outgoing import Snapshot
from bot.delivery.worker import CARRIERS, Delivery
from bot.domain.notices import Elsewhere, Sending
from bot.domain.policy import Policy
from storage.unit import Unit
from tests.delivery.conftest import NOW, ROUTES, CardSaid, Post


@dataclass(frozen=True, kw_only=True)
class Parcel(Errand):
    """Carried nowhere."""


@dataclass(frozen=True, kw_only=True)
class ParcelWanted(Elsewhere):
    """For these tests."""

    number: int

    @property
    def lane(self) -> str:
        return f"parcels:{self.number // 100}"


@dataclass
class Road:
    """`answers`: what comes of each try, in their order. `blocked`: nothing comes of any until then."""

    answers: list[Exception | str]
    carried_for: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    blocked: threading.Event | None = None

    def carry(self, errand: Parcel) -> str:
        if self.blocked is not None:
            assert self.blocked.wait(20)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def carried(self, unit: Unit, errand: Parcel, receipt: Any, *, now: datetime) -> None:
        self.carried_for.append((errand.mark, receipt))

    def given_up(self, unit: Unit, errand: Parcel, reason: str, *, now: datetime) -> None:
        self.refused.append(reason)


def word(_at: Snapshot, notice: ParcelWanted) -> Parcel:
    return Parcel(mark=f"parcel-{notice.number}")


def deliver(post: Post, road: Road | None, *, at: datetime = NOW) -> None:
    delivery = Delivery(
        store=post.store,
        slack=post.slack,
        clock=FixedClock(at),
        policy=Policy(),
        routes={ParcelWanted: word},
        carriers={Parcel: road} if road else {},
    )
    delivery.drain(now=at)
    delivery.stop()


def test_it_is_carried_once_and_its_receipt_is_kept(post: Post) -> None:
    road = Road(answers=["receipt"])
    post.add(ParcelWanted(number=1))

    deliver(post, road)
    deliver(post, road, at=NOW + timedelta(hours=1))

    assert road.carried_for == [("parcel-1", "receipt")]


def test_who_is_away_is_tried_later_under_the_same_mark(post: Post) -> None:
    road = Road(answers=[TryLater("away", seconds=60), "receipt"])
    post.add(ParcelWanted(number=1))

    deliver(post, road)
    assert road.carried_for == []
    deliver(post, road, at=NOW + timedelta(minutes=2))

    assert road.carried_for == [("parcel-1", "receipt")]


def test_what_is_refused_is_given_up_and_the_next_goes_on(post: Post) -> None:
    road = Road(answers=[GivenUp("550"), "receipt"])
    post.add(ParcelWanted(number=1))
    post.add(ParcelWanted(number=2))

    deliver(post, road)

    assert road.refused == ["550"]
    assert road.carried_for == [("parcel-2", "receipt")]
    assert [row.problem for row in post.rows(Sending.PARKED)] == ["550"]


@pytest.mark.parametrize("status", [Sending.PARKED, Sending.PENDING])
def test_without_a_carrier_nothing_waits(post: Post, status: Sending) -> None:
    post.add(ParcelWanted(number=1))

    deliver(post, None)

    assert post.rows(status) == []


def test_whoever_is_silent_on_one_road_holds_up_nothing_that_goes_to_slack(post: Post) -> None:
    road = Road(answers=["receipt"] * 50, blocked=threading.Event())
    delivery = Delivery(
        store=post.store,
        slack=post.slack,
        clock=FixedClock(NOW),
        policy=Policy(),
        routes={ParcelWanted: word, **ROUTES},
        carriers={Parcel: road},
    )
    post.add(*(ParcelWanted(number=100 * number) for number in range(50)))
    delivery.start()
    try:
        for number, person in enumerate(post.people.everyone[:3]):
            post.add(CardSaid(to=person.id, words=f"{number}"))
            delivery.wake()
            deadline = time.monotonic() + 10
            while post.seen_by(str(person.slack_id)) != [f"{number}"]:
                assert time.monotonic() < deadline, "it waits for the other road"
                time.sleep(0.02)
        assert road.carried_for == []
    finally:
        road.blocked.set()
        delivery.stop()


def test_no_more_errands_are_leased_than_are_begun(post: Post) -> None:
    road = Road(answers=["receipt"] * 50, blocked=threading.Event())
    post.add(*(ParcelWanted(number=100 * number) for number in range(50)))
    waiting = threading.Thread(target=deliver, args=(post, road))
    waiting.start()
    try:
        time.sleep(0.5)
        leased = [row for row in post.rows(Sending.PENDING) if row.leased_until is not None]
        assert 0 < len(leased) <= CARRIERS
    finally:
        road.blocked.set()
        waiting.join(timeout=20)
    assert len(road.carried_for) == 50
