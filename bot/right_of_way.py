"""Who is being answered goes first: what works beside them stops between two steps.

Threads of one process share one interpreter, and whoever reads a database lets go of it with each statement:
to get it back from a thread that only reckons takes up to five milliseconds, each time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 0.025
"""So long a step waits at most: where somebody is always being answered, the others still get on."""


class RightOfWay:
    """Of one process."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._answering = 0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Inside it somebody is being answered."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                if not self._answering:
                    self._changed.notify_all()

    @property
    def is_taken(self) -> bool:
        """Whether somebody is being answered."""
        return self._answering > 0

    def give(self) -> None:
        """Before each step of what nobody waits for as long as that: not while somebody is being answered."""
        if self.is_taken:
            with self._changed:
                self._changed.wait_for(lambda: not self.is_taken, timeout=LONGEST_SECONDS)
