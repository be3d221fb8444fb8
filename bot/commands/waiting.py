"""Starting although something that is needed does not answer yet."""

import threading
from collections.abc import Callable
from typing import TypeVar

import structlog

from bot.errors import Away

T = TypeVar("T")

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0

log = structlog.get_logger()


def patiently(
    attempt: Callable[[], T],
    *,
    of: str,
    stopped: threading.Event,
    tell: Callable[[str], object],
    first_wait: float = FIRST_WAIT_SECONDS,
) -> T | None:
    """What `attempt` gives, tried until it raises Away no more; None where it was stopped meanwhile.

    Waits twice as long each time, in seconds, up to half a minute. `tell` hears why it waits, once for each
    reason; so does the log, which names what it waits `of`.
    """
    told, wait = "", first_wait
    while not stopped.is_set():
        try:
            reached = attempt()
        except Away as away:
            if str(away) != told:
                told = str(away)
                log.warning("start.waits", needs=of, why=told)
                tell(f"{told.removesuffix('.')}. Steward waits until that is over.")
            stopped.wait(wait)
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)
        else:
            if told:
                log.warning("start.goes_on", needs=of)
            return reached
    return None
