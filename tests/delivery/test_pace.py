"""What of the outbox may go now."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.pace import LOOKED_EVERY_SECONDS, PROBED, REMEMBERED_SECONDS, Pace
from bot.slack.limits import POST, RATES, HeldBack, Limits
from storage.outbox import Claim

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
UPDATE = "chat.update"
BURST = RATES[POST].burst


@dataclass
class Hand:
    """Seconds that are moved by hand, the limits that go by them, and the pace."""

    at: float = 1000.0
    limits: Limits = field(init=False)
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.limits = Limits(now=lambda: self.at)
        self.pace = Pace(self.limits)

    def close(self, method: str, seconds: float = 30.0) -> None:
        self.limits.refused(method, channel=None, seconds=seconds, reason="ratelimited")


@pytest.fixture
def hand() -> Hand:
    return Hand()


def claims(number: int, *, kind: str = "Said", bulk: bool = True) -> list[Claim]:
    return [
        Claim(
            row_id=each,
            kind=kind,
            lane=f"person:{each}",
            payload={},
            attempts=0,
            unsure=False,
            mark=str(each),
            bulk=bulk,
            problem=None,
        )
        for each in range(number)
    ]


def test_no_more_is_chosen_than_slack_takes_in_their_order(hand: Hand) -> None:
    due = claims(BURST + 30)

    chosen = hand.pace.choose(due)

    assert [each.row_id for each in chosen] == list(range(BURST + PROBED))


def test_what_somebody_waits_for_has_room_where_what_is_many_has_none(hand: Hand) -> None:
    for _ in range(BURST):
        hand.limits.take(POST)

    hand.pace.choose(claims(PROBED))  # so that the probes of this second are made

    assert hand.pace.choose(claims(3)) == []
    assert len(hand.pace.choose(claims(3, bulk=False))) == 3


def test_only_kinds_that_call_nothing_but_what_is_closed_are_held(hand: Hand) -> None:
    hand.pace.called("Redrawn", UPDATE)
    hand.pace.called("Said", POST)
    hand.pace.called("Both", UPDATE)
    hand.pace.called("Both", POST)

    assert hand.pace.held(soon=True) == ()
    hand.close(UPDATE)

    assert hand.pace.held(soon=True) == ["Redrawn"]
    assert hand.pace.held(soon=False) == ()  # now and then it is tried whether it is so
    hand.pace.choose(claims(1, kind="Redrawn"))
    assert hand.pace.held(soon=False) == ["Redrawn"]


def test_what_is_many_is_looked_through_once_a_second_while_some_of_it_is_held(hand: Hand) -> None:
    hand.pace.called("Redrawn", UPDATE)
    hand.close(UPDATE)
    hand.pace.choose(claims(1, kind="Redrawn"))
    assert hand.pace.held(soon=False) == ["Redrawn"]

    assert hand.pace.held(soon=False) is None
    hand.at += LOOKED_EVERY_SECONDS
    hand.pace.choose(claims(1, kind="Redrawn"))

    assert hand.pace.held(soon=False) is not None


def test_what_a_kind_called_long_ago_counts_for_nothing(hand: Hand) -> None:
    hand.pace.called("Card", POST)
    hand.at += REMEMBERED_SECONDS + 1
    hand.pace.called("Card", UPDATE)
    hand.close(UPDATE)

    assert hand.pace.held(soon=True) == ["Card"]


def test_what_was_held_back_comes_again_one_after_the_other(hand: Hand) -> None:
    apart = timedelta(seconds=1 / RATES[POST].per_second)
    held = HeldBack(2.0, method=POST, is_channels=False)

    slots = [hand.pace.slot(each, held, now=NOW) for each in claims(3)]

    first = NOW + timedelta(seconds=2)
    assert [(each - first) / apart for each in slots] == pytest.approx([0, 1, 2], abs=1e-3)
    of_a_channel = HeldBack(2.0, method=POST, is_channels=True)
    assert hand.pace.slot(claims(1)[0], of_a_channel, now=NOW) == first


def test_it_looks_again_when_the_first_of_what_it_waits_for_opens(hand: Hand) -> None:
    assert hand.pace.opens(longest=1.0) == 1.0

    hand.close(POST, 0.4)
    hand.pace.held(soon=False)

    assert hand.pace.opens(longest=1.0) == pytest.approx(0.4)
