"""One writer at a time, first come first served; whoever is being waited for waits so long and no longer."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from types import TracebackType

from sqlalchemy.exc import TimeoutError as NoneFree

_UNTIL: ContextVar[float | None] = ContextVar("waits_until", default=None)


@contextmanager
def waiting(seconds: float) -> Iterator[None]:
    """All that is waited for in here, by this thread, is over after so many seconds."""
    token = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def left() -> float | None:
    """How many seconds may still be waited; None for whoever has time."""
    until = _UNTIL.get()
    return None if until is None else max(0.0, until - time.monotonic())


class Turnstile:
    """A fair lock. Raises NoneFree for whoever may wait no longer: nothing was done.

    Threads that wait for SQLite's own write lock poll it and overtake one another, which pushes
    the slowest past a second under load; in one process it is cheaper to queue.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        patience = left()
        if turn.acquire(timeout=-1 if patience is None else patience):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise NoneFree("others write, and have for too long")
        # It was let in at that very moment.

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
