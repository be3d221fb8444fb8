"""An event that reaches two at once runs once; one that failed or whose process died runs again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from slack_bolt import BoltResponse
from sqlalchemy import text

from bot.clock import FixedClock
from handlers import once
from handlers.once import Once, event_key
from storage.unit import Store
from tests.delivery.conftest import NOW

OK, FAILED = BoltResponse(status=200, body=""), BoltResponse(status=500, body="")


def test_an_event_that_reaches_two_at_once_runs_once_and_both_are_answered(store: Store) -> None:
    barrier, heard = Barrier(2), []

    def receive() -> int:
        barrier.wait()
        return Once(store, FixedClock(NOW)).deal("Ev1", lambda: heard.append(1) or OK).status

    with ThreadPoolExecutor(2) as threads:
        statuses = [each.result() for each in [threads.submit(receive), threads.submit(receive)]]

    assert statuses == [200, 200]
    assert heard == [1]


def test_whoever_finds_it_running_asks_slack_to_repeat_it(store: Store) -> None:
    started, ends = Event(), Event()

    def slow() -> BoltResponse:
        started.set()
        ends.wait(10)
        return OK

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(Once(store, FixedClock(NOW)).deal, "Ev1", slow)
        started.wait(10)
        meanwhile = Once(store, FixedClock(NOW), waits_seconds=0.1).deal("Ev1", lambda: OK).status
        ends.set()

        assert (meanwhile, first.result().status) == (503, 200)
    assert Once(store, FixedClock(NOW)).deal("Ev1", lambda: FAILED).status == 200


def test_an_event_whose_listener_failed_or_broke_is_given_back(store: Store) -> None:
    events = Once(store, FixedClock(NOW))

    def broken() -> BoltResponse:
        raise ZeroDivisionError

    assert events.deal("Ev1", lambda: FAILED).status == 500
    with pytest.raises(ZeroDivisionError):
        events.deal("Ev1", broken)
    assert events.deal("Ev1", lambda: OK).status == 200
    assert events.deal("Ev1", lambda: FAILED).status == 200


def test_an_event_that_a_dead_process_had_is_dealt_with_a_minute_later(store: Store) -> None:
    with store.begin() as unit:
        unit.seen_events.claim("Ev1", now=NOW, lease=once.LEASE)
    heard: list[int] = []

    later = FixedClock(NOW + timedelta(minutes=1))
    assert Once(store, later).deal("Ev1", lambda: heard.append(1) or OK).status == 200

    assert heard == [1]


def test_while_the_database_is_away_slack_is_asked_to_repeat_it(store: Store) -> None:
    with store.begin() as unit:
        unit.session.execute(text("DROP TABLE seen_events"))

    assert Once(store, FixedClock(NOW)).deal("Ev1", lambda: OK).status == 503


@pytest.mark.parametrize(
    ("event", "key"),
    [
        ({"type": "app_home_opened"}, "Ev1"),
        ({"type": "message", "channel": "D1", "ts": "1.0"}, "message:D1:1.0"),
        ({"type": "message", "subtype": "thread_broadcast", "channel": "C1", "ts": "1.0"}, "message:C1:1.0"),
        ({"type": "message", "subtype": "channel_join", "channel": "C1", "ts": "1.0"}, "Ev1"),
        (
            {"type": "message", "subtype": "message_deleted", "channel": "D1", "deleted_ts": "1.0"},
            "deleted:D1:1.0",
        ),
        (
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": "D1",
                "message": {"ts": "1.0", "subtype": "tombstone"},
            },
            "deleted:D1:1.0",
        ),
        (
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": "D1",
                "message": {"ts": "1.0", "edited": {"ts": "2.0"}},
            },
            "edited:D1:1.0:2.0",
        ),
        (
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": "D1",
                "message": {"ts": "1.0", "edited": {"ts": "2.0"}},
                "previous_message": {"ts": "1.0", "edited": {"ts": "2.0"}},
            },
            "Ev1",
        ),
    ],
)
def test_what_happened_to_a_message_is_known_by_its_place(event: dict[str, Any], key: str) -> None:
    assert event_key({"event_id": "Ev1", "event": event}) == key
    assert event_key({"event": event}) is None
