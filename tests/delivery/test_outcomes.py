"""What came of a batch is written down together, and one that cannot be keeps nobody back."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import parking
from bot.delivery.outcomes import LONGEST_WAIT_SECONDS, Outcome, Outcomes, TooLate, backoff
from bot.delivery.outgoing import Outgoing
from bot.delivery.pace import Pace
from bot.delivery.wording import Prepared
from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.slack.client import Posted
from bot.slack.errors import RateLimited, Rejected, Unreachable
from bot.slack.limits import POST, HeldBack, Limits
from messages.catalog import escape
from messages.kit import message, section
from storage.outbox import Claim
from storage.unit import Store
from tests.bench.opening import counted
from tests.builders.people import Company, company
from tests.delivery.conftest import NOW, CardSaid

SAID = message("Saved", section(escape("Saved")))
LEASE = timedelta(seconds=60)


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


@pytest.fixture
def outcomes(store: Store) -> Outcomes:
    return Outcomes(store=store, policy=Policy(), pace=Pace(Limits()))


def claimed(store: Store, people: Company, *, number: int = 3) -> list[Claim]:
    with store.begin() as unit:
        for each in people.everyone[:number]:
            unit.outbox.add(CardSaid(to=each.id, words="Saved"), now=NOW)
        return list(unit.outbox.claim(now=NOW, lease=LEASE, limit=number))


def came_through(claim: Claim, people: Company) -> Outcome:
    reader = next(each for each in people.everyone if f"person:{each.id}" == claim.lane)
    outgoing = Outgoing(message=SAID, person=reader, card=f"card:{reader.id}")
    return Outcome(
        claim=claim,
        notice=CardSaid(to=reader.id, words="Saved"),
        prepared=Prepared(outgoing=outgoing, card=None, parent=None, fingerprint="f"),
        posted=Posted(channel="D1", ts=f"1.{claim.row_id}"),
    )


def stand(store: Store) -> dict[Sending, int]:
    with store.read() as unit:
        return {status: many for status in Sending if (many := unit.outbox.count(status))}


def test_what_came_through_costs_the_same_however_many_it_is(
    store: Store, people: Company, outcomes: Outcomes
) -> None:
    taken = []
    for number in (2, 6):
        through = [came_through(each, people) for each in claimed(store, people, number=number)]
        with counted(store.engine) as statements:
            outcomes.record(through, now=NOW)
        taken.append(len(statements))

    assert taken[0] == taken[1]
    with store.read() as unit:
        standing = unit.cards.all_of({f"card:{each.id}" for each in people.everyone})
    assert {each.channel for each in standing.values()} == {"D1"}
    assert set(stand(store)) == {Sending.SENT}


@pytest.mark.parametrize(
    ("trouble", "unsure", "counts"),
    [
        (HeldBack(2.0, method=POST, is_channels=False), False, False),
        (TooLate(), False, False),
        (RateLimited(30.0), False, True),
        (Unreachable("timeout"), True, True),
    ],
)
def test_what_passes_is_tried_again_and_looked_up_first_where_it_may_have_come_through(
    store: Store, people: Company, outcomes: Outcomes, trouble: Exception, unsure: bool, counts: bool
) -> None:
    (claim,) = claimed(store, people, number=1)

    outcomes.record([Outcome(claim=claim, trouble=trouble)], now=NOW)

    with store.begin() as unit:
        (again,) = unit.outbox.claim(now=NOW + timedelta(minutes=10), lease=LEASE, limit=1)
    assert (again.row_id, again.unsure) == (claim.row_id, unsure)
    assert again.attempts == claim.attempts + counts


def test_what_slack_refuses_is_parked_and_an_admin_is_told(
    store: Store, people: Company, outcomes: Outcomes
) -> None:
    (claim,) = claimed(store, people, number=1)

    outcomes.record([Outcome(claim=claim, trouble=Rejected("channel_not_found"))], now=NOW)

    assert stand(store) == {Sending.PARKED: 1, Sending.PENDING: 1}


def test_one_that_cannot_be_written_down_keeps_nobody_back(
    store: Store, people: Company, outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch
) -> None:
    through = [came_through(each, people) for each in claimed(store, people)]
    settle, bad = parking.settle, through[1].claim.row_id

    def stumbles(unit: Any, row: Claim, *rest: Any, **more: Any) -> None:
        if row.row_id == bad:
            raise ValueError("cannot be written")
        settle(unit, row, *rest, **more)

    monkeypatch.setattr(parking, "settle", stumbles)
    with pytest.raises(ValueError, match="cannot be written"):
        outcomes.record(through, now=NOW)

    assert stand(store) == {Sending.SENT: 2, Sending.PENDING: 1}
    with store.begin() as unit:
        (again,) = unit.outbox.claim(now=NOW + 2 * LEASE, lease=LEASE, limit=3)
    assert (again.row_id, again.unsure) == (bad, True)  # looked up in Slack before it is said again


def test_each_try_waits_longer_up_to_a_limit() -> None:
    assert 1.0 <= backoff(1) <= 2.0
    assert LONGEST_WAIT_SECONDS / 2 <= backoff(30) <= LONGEST_WAIT_SECONDS
