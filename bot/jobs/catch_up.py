"""What was said while nobody listened is taken up."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.domain.listening import GAP, TURN, UnreadThread
from bot.services.acting import Acting
from bot.services.listening import note_listening, take_unread, taken_up_in, was_not_read, was_read
from bot.slack.client import Slack
from bot.slack.errors import NotThere, RateLimited, SlackFailure, Unreachable
from bot.slack.unheard import unheard

log = structlog.get_logger()


class TakeUp(Protocol):
    """Deals with an event as if Slack had sent it; False where it has to be tried again."""

    def __call__(self, event: Mapping[str, Any], *, at: datetime) -> bool: ...


class Ears:
    """Whether Slack can reach this process, and what deals with what Slack tells.

    Over Socket Mode a connection says so. Over HTTP nothing does but that the process answers: Slack sends
    again for minutes what was not taken.
    """

    def __init__(self, *, can_hear: Callable[[], bool], take_up: TakeUp) -> None:
        self.can_hear = can_hear
        self.take_up = take_up
        self._noted_at: float | None = None

    def note(self, acting: Acting) -> None:
        """Put on record that this process hears. Its own clock counts, too: the company's may be moved."""
        noted_at, now = self._noted_at, time.time()
        unbroken = noted_at is not None and 0 <= now - noted_at <= GAP.total_seconds()
        missed = note_listening(acting, unbroken=unbroken)
        self._noted_at = now
        if missed:
            log.warning(
                "listening.gap",
                since=missed.since.isoformat(),
                until=missed.until.isoformat(),
                threads=missed.threads,
            )


def catch_up(acting: Acting, slack: Slack, ears: Ears) -> None:
    """Note that we hear, and read some of the threads of times in which we did not.

    No more of them than Slack lets us read in a minute, and by one process: what is left comes with the next
    beat. Where Slack asks to wait, or is away, that was all for now.
    """
    if not ears.can_hear():
        return
    ears.note(acting)
    ends = time.monotonic() + TURN.total_seconds() * 0.8
    for thread in take_unread(acting):
        if time.monotonic() > ends:
            return
        try:
            is_through = _read(acting, slack, ears, thread)
        except (RateLimited, Unreachable) as trouble:
            log.info("thread.waits", reason=trouble.reason)
            return
        except NotThere as gone:
            log.info("thread.not_there", reason=gone.reason)
            is_through = True
        except SlackFailure as refused:
            log.warning("thread.not_read", reason=refused.reason)
            is_through = False
        if is_through:
            was_read(acting, thread)
        elif was_not_read(acting, thread):
            log.error("thread.given_up", channel=thread.channel, ts=thread.ts)


def _read(acting: Acting, slack: Slack, ears: Ears, thread: UnreadThread) -> bool:
    happened = unheard(slack, thread, taken_up_in(acting, thread))
    return all(ears.take_up(each.event, at=each.at) for each in happened)
