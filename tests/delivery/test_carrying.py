"""What goes elsewhere than to Slack, and what is written down of it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.carrying import carry
from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.domain.notices import Sending
from storage.outbox import Claim
from storage.unit import Store
from tests.builders.people import company
from tests.delivery.conftest import NOW, CardSaid

ERRAND = Errand(mark="parcel-1")


class Carrier:
    """`answer`: what comes of it."""

    def __init__(self, answer: Exception | str) -> None:
        self.answer = answer
        self.told: list[tuple[str, Any]] = []

    def carry(self, errand: Errand) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def carried(self, unit: Any, errand: Errand, receipt: Any, *, now: Any) -> None:
        self.told.append(("carried", receipt))

    def given_up(self, unit: Any, errand: Errand, reason: str, *, now: Any) -> None:
        self.told.append(("given up", reason))


@pytest.fixture
def claim(store: Store) -> Claim:
    reader = company(store).employee.id
    with store.begin() as unit:
        unit.outbox.add(CardSaid(to=reader, words="x"), now=NOW)
        return unit.outbox.claim(now=NOW, lease=timedelta(seconds=60), limit=1)[0]


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        ("receipt", Sending.SENT, [("carried", "receipt")]),
        (GivenUp("no_such_box"), Sending.PARKED, [("given up", "no_such_box")]),
    ],
)
def test_what_came_of_it_is_written_down_with_what_its_carrier_adds(
    store: Store, claim: Claim, answer: Exception | str, status: Sending, told: list[tuple[str, str]]
) -> None:
    carrier = Carrier(answer)

    carry(store, {Errand: carrier}, claim, ERRAND, now=NOW)

    with store.read() as unit:
        assert unit.outbox.count(status) == 1
    assert carrier.told == told


def test_who_carries_nothing_has_it_dropped(store: Store, claim: Claim) -> None:
    carry(store, {}, claim, ERRAND, now=NOW)

    with store.read() as unit:
        assert unit.outbox.count(Sending.DROPPED) == 1


def test_what_is_to_be_tried_later_is_left_to_whoever_asked(store: Store, claim: Claim) -> None:
    with pytest.raises(TryLater):
        carry(store, {Errand: Carrier(TryLater("busy", seconds=5))}, claim, ERRAND, now=NOW)

    with store.read() as unit:
        assert unit.outbox.count(Sending.PENDING) == 1
