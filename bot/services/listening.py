"""What people wrote while nobody listened is read afterwards: what there is to read, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.access import Deed, require
from bot.domain.cards import Card
from bot.domain.listening import (
    CLOSED_FOR,
    GAP,
    HEARD,
    LONGEST,
    OVERLAP,
    READ_AT_ONCE,
    READING,
    TRIES,
    TURN,
    TakenUp,
    UnreadThread,
)
from bot.services.acting import Acting
from storage.unit import Store

EVENTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Between these moments nobody listened, and in so many threads something may have been written."""

    since: datetime
    until: datetime
    threads: int


def note_listening(acting: Acting, *, unbroken: bool) -> Missed | None:
    """Slack can reach us at this moment; what was missed where for a while it could not.

    `unbroken`: whoever says so has listened since they said so last, whatever the clock says.
    """
    require(Deed.RUN_STEWARD, acting.by)
    now = acting.now
    with acting.store.begin() as unit:
        before = unit.passing.until(HEARD)
        unit.passing.set_until(HEARD, at=now)
        if before is None or unbroken or now - before <= GAP:
            return None
        since = max(before - OVERLAP, now - LONGEST)
        threads = unit.listening.promised(closed_since=since - CLOSED_FOR)
        unit.listening.want_read(threads, since=since, until=now)
        return Missed(since=since, until=now, threads=len(threads))


def take_unread(acting: Acting) -> Sequence[UnreadThread]:
    """The threads to be read now; none where nothing is to be read, or another process is at it."""
    require(Deed.RUN_STEWARD, acting.by)
    if not how_many_unread(acting.store):
        return ()
    with acting.store.begin() as unit:
        if not unit.listening.take_turn(READING, now=acting.now, lasts=TURN):
            return ()
        return unit.listening.unread(at_most=READ_AT_ONCE)


def taken_up_in(acting: Acting, thread: UnreadThread) -> Sequence[TakenUp]:
    """The replies in a thread that stand at the desk: one that is no more in Slack was deleted."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        key = unit.cards.at(thread.channel, thread.ts)
        if key is None or key.card is not Card.MY_REQUEST:
            return ()
        return unit.listening.taken_up(thread.channel, key.numbers[0])


def was_read(acting: Acting, thread: UnreadThread) -> None:
    """All that was written in it is taken up, or there is nothing to read any more."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.listening.was_read(thread)


def was_not_read(acting: Acting, thread: UnreadThread) -> bool:
    """It is read again later; returns whether it was given up instead."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        return unit.listening.was_not_read(thread, tries=TRIES)


def how_many_unread(store: Store) -> int:
    """How many threads are still to be read."""
    with store.read() as unit:
        return unit.listening.count()


def heard_until(store: Store) -> datetime | None:
    """When Slack could last reach a process of ours; None before the first."""
    with store.read() as unit:
        return unit.passing.until(HEARD)


def forget_events(acting: Acting) -> None:
    """Forget which events came a day ago, Slack repeats within minutes; but never one that may still be
    read as missed.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        heard, unread = unit.passing.until(HEARD), unit.listening.earliest()
        before = acting.now - EVENTS_KEPT
        if heard is not None:
            before = min(before, heard - OVERLAP)
        unit.seen_events.forget(before=before if unread is None else min(before, unread))
