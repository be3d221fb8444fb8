"""One deals with an event, whoever gets it at the same moment; the next does where that one died."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from storage.engine import open_engine
from storage.seen_events import Hearing
from storage.unit import Store

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LEASE = timedelta(seconds=40)


def claim(store: Store, event_id: str = "Ev1", *, now: datetime = NOW) -> Hearing:
    with store.begin() as unit:
        return unit.seen_events.claim(event_id, now=now, lease=LEASE)


def test_of_two_that_get_an_event_at_once_one_has_it(store: Store, database_url: str) -> None:
    another = Store(open_engine(database_url))  # another process has an engine of its own
    barrier = Barrier(2)

    def race(mine: Store, number: int) -> Hearing:
        barrier.wait()
        return claim(mine, f"Ev{number}")

    with ThreadPoolExecutor(2) as threads:
        for number in range(20):
            found = [threads.submit(race, each, number) for each in (store, another)]
            assert {each.result() for each in found} == {Hearing.OURS, Hearing.RUNNING}
    another.engine.dispose()


def test_what_was_dealt_with_is_done_for_everybody(store: Store) -> None:
    claim(store)
    with store.begin() as unit:
        unit.seen_events.finish("Ev1")

    assert claim(store) is Hearing.DONE
    assert claim(store, now=NOW + timedelta(hours=1)) is Hearing.DONE
    assert claim(store, "Ev2") is Hearing.OURS


def test_what_failed_is_given_back(store: Store) -> None:
    claim(store)
    with store.begin() as unit:
        unit.seen_events.give_back("Ev1", leased_until=NOW + LEASE)

    assert claim(store) is Hearing.OURS


def test_what_a_dead_process_had_is_taken_over_when_its_lease_ends(store: Store) -> None:
    claim(store)

    assert claim(store, now=NOW + timedelta(seconds=39)) is Hearing.RUNNING
    assert claim(store, now=NOW + LEASE) is Hearing.OURS
    assert claim(store, now=NOW + LEASE) is Hearing.RUNNING

    with store.begin() as unit:  # the first was only slow: what it had is not its own any more
        unit.seen_events.give_back("Ev1", leased_until=NOW + LEASE)
    assert claim(store, now=NOW + LEASE) is Hearing.RUNNING


@pytest.mark.parametrize("event_id", ["Ev\ud83d", "E" * 65, "E" * 100_000, "Ev\x00", "", "Ev购物车"])
def test_an_id_of_any_characters_and_length_is_kept(store: Store, event_id: str) -> None:
    assert claim(store, event_id) is Hearing.OURS
    with store.begin() as unit:
        unit.seen_events.finish(event_id)

    assert claim(store, event_id) is Hearing.DONE


def test_what_came_long_ago_is_forgotten(store: Store) -> None:
    claim(store)
    with store.begin() as unit:
        unit.seen_events.forget(before=NOW + timedelta(days=1))

    assert claim(store) is Hearing.OURS
