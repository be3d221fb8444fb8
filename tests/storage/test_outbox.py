"""The outbox: once for a key, in order within a lane, leased to one sender."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.notices import CardStale, Notice, Sending
from storage.unit import Store

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Said(Notice):
    number: int
    to: int = 1

    @property
    def lane(self) -> str:
        return f"person:{self.to}"


def claimed(store: Store, now: datetime = NOW) -> list[int]:
    with store.begin() as unit:
        return [claim.payload["number"] for claim in unit.outbox.claim(now=now, lease=LEASE, limit=10)]


def test_a_notice_is_kept_once_for_its_key(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), now=NOW)
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), Said(number=2, to=2), now=NOW)

    with store.read() as unit:
        assert unit.outbox.count(Sending.PENDING) == 2


def test_a_lane_is_claimed_one_notice_at_a_time_and_in_order(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), Said(number=2), Said(number=3, to=2), now=NOW)

    assert claimed(store) == [1, 3]
    assert claimed(store) == []


def test_a_notice_for_later_does_not_hold_up_its_lane(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), now=NOW, due_at=NOW + timedelta(days=1))
        unit.outbox.add(Said(number=2), now=NOW)

    assert claimed(store) == [2]


def test_who_draws_a_card_covers_all_that_ask_for_it_by_then(store: Store) -> None:
    def stale(*cards: str, because: str, to: int = 1, due_at: datetime = NOW) -> None:
        with store.begin() as unit:
            for card in cards:
                unit.outbox.add(CardStale(to=to, card=card, because=because), now=NOW, due_at=due_at)

    stale("team:1", "team:12", because="1.1")
    stale("team:1", because="at:2")
    stale("team:1", because="1.3", due_at=NOW + LEASE)
    stale("team:1", because="1.1", to=2)

    with store.begin() as unit:
        first, other = unit.outbox.claim(now=NOW, lease=LEASE, limit=10)

    assert (first.row_id, first.covers, other.row_id, other.covers) == (1, [3], 5, ())


def test_a_lease_that_ran_out_is_claimed_again_as_unsure(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), now=NOW)
    claimed(store)

    with store.begin() as unit:
        again = unit.outbox.claim(now=NOW + LEASE, lease=LEASE, limit=10)

    assert [claim.unsure for claim in again] == [True]


def test_a_lease_begins_anew_for_whoever_still_holds_it(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.add(Said(number=1), now=NOW)
    with store.begin() as unit:
        mine = unit.outbox.claim(now=NOW, lease=LEASE, limit=10)

    with store.begin() as unit:
        assert unit.outbox.renew(mine, until=NOW + 3 * LEASE) == {mine[0].row_id}
    assert claimed(store, NOW + 2 * LEASE) == []
    with store.begin() as unit:
        assert unit.outbox.claim(now=NOW + 3 * LEASE, lease=LEASE, limit=10)
        assert unit.outbox.renew(mine, until=NOW + 9 * LEASE) == set()


def test_an_undone_transaction_leaves_no_notice(store: Store) -> None:
    try:
        with store.begin() as unit:
            unit.outbox.add(Said(number=1), now=NOW)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    with store.read() as unit:
        assert unit.outbox.count(Sending.PENDING) == 0
