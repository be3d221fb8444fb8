"""What goes elsewhere than to Slack: carried once, tried later, given up, and nobody else held up."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.delivery.outgoing import Snapshot
from bot.delivery.worker import Delivery
from bot.domain.notices import Notice, Sending
from bot.domain.policy import Policy
from storage.unit import Unit
from tests.delivery.conftest import NOW, Post


@dataclass(frozen=True, kw_only=True)
class Parcel(Errand):
    """Carried nowhere."""


@dataclass(frozen=True, kw_only=True)
class ParcelWanted(Notice):
    """For these tests."""

    number: int

    @property
    def lane(self) -> str:
        return "parcels"


@dataclass
class Road:
    """`answers`: what comes of each try, in their order."""

    answers: list[Exception | str]
    carried_for: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def carry(self, errand: Parcel) -> str:
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
