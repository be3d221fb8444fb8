"""What is to be read after a time in which nobody listened, by whom, and for how long."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.intake.way import Event
from bot.domain.listening import CLOSED_FOR, READ_AT_ONCE, TRIES, UnreadThread
from bot.services.intake.my_request import relay_reply
from bot.services.listening import (
    Missed,
    forget_events,
    how_many_unread,
    note_listening,
    take_unread,
    taken_up_in,
    was_not_read,
    was_read,
)
from storage.cards import Spot
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.handovers import handed_over
from tests.builders.intake import filed, stepped
from tests.builders.people import Company

AWAY = timedelta(minutes=7)
BACK = MONDAY + AWAY
MINUTE = timedelta(minutes=1)
LATER = timedelta(days=20)


def notes(store: Store, *, after: timedelta, unbroken: bool = False) -> Missed | None:
    return note_listening(acting(store, now=MONDAY + after), unbroken=unbroken)


def stands(store: Store, key: str, channel: str, ts: str, *, before: Spot | None = None) -> Spot:
    spot = Spot(key=key, channel=channel, ts=ts, fingerprint="")
    with store.begin() as unit:
        unit.cards.put(spot, now=MONDAY, before=before)
    return spot


def places(threads: Sequence[UnreadThread]) -> list[tuple[str, str]]:
    return [(each.channel, each.ts) for each in threads]


def unread(store: Store, *, after: timedelta = AWAY) -> Sequence[UnreadThread]:
    return take_unread(acting(store, now=MONDAY + after))


def gap(store: Store) -> Missed:
    assert notes(store, after=timedelta(0)) is None
    missed = notes(store, after=AWAY)
    assert missed is not None
    return missed


@pytest.mark.parametrize(
    ("after", "unbroken", "is_gap"),
    [
        (MINUTE, False, False),
        (timedelta(minutes=2), False, False),
        (timedelta(minutes=3), False, True),
        (timedelta(days=3), True, False),
        (timedelta(minutes=-5), False, False),
    ],
)
def test_what_is_a_gap(store: Store, after: timedelta, unbroken: bool, is_gap: bool) -> None:
    assert notes(store, after=timedelta(0)) is None

    assert (notes(store, after=after, unbroken=unbroken) is not None) is is_gap
    assert notes(store, after=after + MINUTE) is None


def test_the_threads_of_what_is_open_or_was_lately_are_read_newest_first(
    store: Store, people: Company
) -> None:
    old, shut, mine = (filed(store, people.employee, submission=each) for each in ("V1", "V2", "V3"))
    stepped(store, old, Event.DECLINE, people.product_manager, now=MONDAY)
    stands(store, f"my-request:{old}", "D1", "1.0")
    first = stands(store, f"my-request:{mine}", "D1", "2.0")
    stands(store, f"my-request:{mine}", "D1", "5.0", before=first)
    stands(store, f"request:{mine}", "C1", "4.0")
    stands(store, f"private-request:{mine}:7", "D7", "3.0")
    stands(store, f"request-wrote:{mine}:2", "C1", "6.0")
    handover = handed_over(store, people, mine)
    stands(store, f"handover:{handover}", "C2", "8.0")
    stands(store, f"private-handover:{handover}:8", "D8", "9.0")
    stands(store, f"handover:{handover + 1}", "C2", "8.5")
    stepped(store, shut, Event.DECLINE, people.product_manager, now=MONDAY + LATER)
    stands(store, f"my-request:{shut}", "D1", "7.0")
    notes(store, after=CLOSED_FOR + LATER - MINUTE)

    missed = notes(store, after=CLOSED_FOR + LATER + 3 * MINUTE)

    assert missed is not None
    assert missed.threads == 7
    assert places(unread(store, after=LATER * 2)) == [
        ("D8", "9.0"),
        ("C2", "8.0"),
        ("D1", "7.0"),
        ("D1", "5.0"),
        ("C1", "4.0"),
        ("D7", "3.0"),
        ("D1", "2.0"),
    ]


def test_one_process_reads_at_a_time_and_so_many_in_a_minute(store: Store) -> None:
    gap(store)
    with store.begin() as unit:
        unit.listening.want_read(
            [("D1", f"{each}.0") for each in range(READ_AT_ONCE + 2)], since=MONDAY, until=BACK
        )

    first = unread(store)

    assert len(first) == READ_AT_ONCE
    assert unread(store) == ()
    for each in first:
        was_read(acting(store), each)
    assert len(unread(store, after=AWAY + MINUTE)) == 2


def test_who_was_away_again_meanwhile_reads_it_again(store: Store) -> None:
    with store.begin() as unit:
        unit.listening.want_read([("D1", "1.0")], since=MONDAY, until=BACK)
    (thread,) = unread(store)
    with store.begin() as unit:
        unit.listening.want_read([("D1", "1.0")], since=BACK, until=BACK + AWAY)

    was_read(acting(store), thread)

    (again,) = unread(store, after=2 * AWAY)
    assert (again.since, again.until) == (MONDAY, BACK + AWAY)


def test_a_thread_that_cannot_be_taken_up_is_tried_last_and_given_up(store: Store) -> None:
    with store.begin() as unit:
        unit.listening.want_read([("D1", "1.0"), ("D2", "2.0")], since=MONDAY, until=BACK)
    (bad, good) = unread(store)

    assert not was_not_read(acting(store), bad)

    assert places(unread(store, after=AWAY + MINUTE)) == [("D2", "2.0"), ("D1", "1.0")]
    was_read(acting(store), good)
    assert [was_not_read(acting(store), bad) for _ in range(TRIES - 1)] == [False, False, False, True]
    assert how_many_unread(store) == 0


def test_the_replies_that_stand_at_the_desk_are_known(store: Store, people: Company) -> None:
    request = filed(store, people.employee)
    stands(store, f"my-request:{request}", "D1", "1.0")
    thread = UnreadThread(id=1, channel="D1", ts="1.0", since=MONDAY, until=BACK)
    assert relay_reply(
        acting(store, by=people.employee), channel="D1", thread_ts="1.0", ts="2.5", markup="More", files=()
    )

    (reply,) = taken_up_in(acting(store), thread)

    assert (reply.ts, reply.slack_id) == ("2.5", people.employee.slack_id)


def test_an_event_is_not_forgotten_while_its_message_may_still_be_read(store: Store) -> None:
    notes(store, after=timedelta(0))
    with store.begin() as unit:
        unit.seen_events.claim("message:D1:1.0", now=MONDAY - 3 * MINUTE, lease=MINUTE)
        unit.seen_events.finish("message:D1:1.0")
    days_later = MONDAY + timedelta(days=3)

    forget_events(acting(store, now=days_later))
    with store.begin() as unit:
        assert unit.seen_events.claim("message:D1:1.0", now=days_later, lease=MINUTE).name == "DONE"
    notes(store, after=timedelta(days=3))
    forget_events(acting(store, now=days_later))

    with store.begin() as unit:
        assert unit.seen_events.claim("message:D1:1.0", now=days_later, lease=MINUTE).name == "OURS"
