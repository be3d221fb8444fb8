"""Each event once, however often and to however many processes Slack sends it."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_bolt import BoltResponse

from bot.clock import Clock
from storage.engine import DatabaseFailure
from storage.seen_events import Hearing
from storage.unit import Store

log = structlog.get_logger()

LEASE = timedelta(seconds=40)
"""Longer than a listener takes, and over when Slack repeats after a minute what a dead process had."""

WAITS_SECONDS = 2.0
"""For whoever is at the same event; Slack waits for three seconds."""

LOOKS_AGAIN_AFTER_SECONDS = 0.05


def event_key(body: Mapping[str, Any]) -> str | None:
    """Under which key an event is dealt with once; None for what is no event.

    What happened to a message is known by where the message stands: Steward may have read it in the
    conversation before Slack sent it, or Slack may still send what was read there.
    """
    event_id, event = body.get("event_id"), body.get("event")
    if not isinstance(event_id, str):
        return None
    if not isinstance(event, Mapping) or event.get("type") != "message":
        return event_id
    place, after = event.get("channel"), event.get("message") or {}
    match event.get("subtype"):
        case "message_deleted":
            return f"deleted:{place}:{event.get('deleted_ts')}"
        case "message_changed" if after.get("subtype") == "tombstone":
            return f"deleted:{place}:{after.get('ts')}"
        case "message_changed":
            before = (event.get("previous_message") or {}).get("edited") or {}
            edited = (after.get("edited") or {}).get("ts")
            is_edit = edited and edited != before.get("ts")
            return f"edited:{place}:{after.get('ts')}:{edited}" if is_edit else event_id
        case None | "file_share" | "thread_broadcast":
            return f"message:{place}:{event.get('ts')}"
        case _:
            return event_id


class Once:
    """Lets one deal with an event; the others hear that it is done, or are told to ask again."""

    def __init__(self, store: Store, clock: Clock, *, waits_seconds: float = WAITS_SECONDS) -> None:
        self._store = store
        self._clock = clock
        self._waits_seconds = waits_seconds

    def deal(self, event_id: str, listen: Callable[[], BoltResponse]) -> BoltResponse:
        """What `listen` answers, where nobody did it before; 200 where it is done.

        503 where somebody is still at it, or the database is away: Slack repeats, and an answer of 200
        would end that although nothing may come of it. A listener that failed gives the event back.
        """
        try:
            hearing, until = self._claim(event_id)
        except DatabaseFailure as error:
            log.error("event.not_claimed", error=type(error).__name__)
            return BoltResponse(status=503, body="")
        if hearing is not Hearing.OURS:
            return BoltResponse(status=200 if hearing is Hearing.DONE else 503, body="")
        status = None
        try:
            response = listen()
            status = response.status
        finally:
            self._settle(event_id, done=status == 200, until=until)
        return response

    def _claim(self, event_id: str) -> tuple[Hearing, datetime]:
        gives_up = time.monotonic() + self._waits_seconds
        while True:
            now = self._clock.now()
            with self._store.begin() as unit:
                hearing = unit.seen_events.claim(event_id, now=now, lease=LEASE)
            if hearing is not Hearing.RUNNING or time.monotonic() > gives_up:
                return hearing, now + LEASE
            time.sleep(LOOKS_AGAIN_AFTER_SECONDS)

    def _settle(self, event_id: str, *, done: bool, until: datetime) -> None:
        # Whatever happens here, the answer stands: what is not marked is taken over when its lease ends.
        try:
            with self._store.begin() as unit:
                if done:
                    unit.seen_events.finish(event_id)
                else:
                    unit.seen_events.give_back(event_id, leased_until=until)
        except DatabaseFailure as error:
            log.error("event.not_marked", error=type(error).__name__)
