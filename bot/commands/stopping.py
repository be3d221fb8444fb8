"""Waiting for somebody to stop us."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOOK_UP_SECONDS = 0.5


@contextmanager
def until_stopped() -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets, so that what runs is ended in order and nothing is torn."""
    stopped = threading.Event()

    def stop(*_: object) -> None:
        # Not here: this may run while the very thread that it interrupts holds the event's lock.
        threading.Thread(target=stopped.set, name="stop").start()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for(stopped: threading.Event) -> None:
    """Wait in the main thread, which alone runs what a signal asks for. One that reaches another thread
    does not wake it, so it looks up by itself.
    """
    while not stopped.wait(LOOK_UP_SECONDS):
        pass
