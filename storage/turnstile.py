"""One writer at a time, first come first served."""

from collections import deque
from threading import Lock
from types import TracebackType


class Turnstile:
    """A fair lock.

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
        turn.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
