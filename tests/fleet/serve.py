"""`steward run` with a clock that a test moves, in a process that was forked from one in which everything is
imported already: a start then takes a tenth of the processor time, so that many can be killed.

It is told `hold`, upon which it sends nothing any more and says so, and `go SECONDS`, upon which its clock
stands so far ahead of the machine's and its sender goes on; `beat SECONDS` lets the jobs run as well, as they
would have on the way. It says when it has.
"""

import os
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot.app import Steward, assemble
from bot.commands import run as command
from bot.jobs import heartbeat
from tests.fleet.clock import Ahead


class Told:
    """Does what it is told, one thing after the other."""

    def __init__(self, clock: Ahead, line: "Connection[str, str]") -> None:
        self._clock = clock
        self._line = line
        self._there = threading.Event()
        self._steward: Steward | None = None
        self._alone = ExitStack()

    def attach(self, steward: Steward) -> Steward:
        self._steward = steward
        self._there.set()
        return steward

    def listen(self) -> None:
        with suppress(EOFError, OSError):  # whoever tells is gone
            while True:
                what = self._line.recv()
                self._there.wait()
                self._do(*what.split())

    def _do(self, what: str, seconds: str = "0") -> None:
        assert self._steward is not None
        if what == "hold":
            # Whoever moves the clock must not outrun the lease of what is being sent.
            self._alone.enter_context(self._steward.delivery.alone())
            self._line.send("held")
            return
        self._clock.distance = timedelta(seconds=float(seconds))
        self._alone.close()
        self._steward.delivery.wake()
        if what == "beat":
            heartbeat.run_all(self._steward.beat())
        self._line.send("gone")


def serve(line: "Connection[str, str]", ahead: float, log: Path, environment: Mapping[str, str]) -> None:
    """Everything as the command has it, but for the time, which is so many seconds `ahead`."""
    _write_to(log)
    os.environ.clear()
    os.environ.update(environment)
    clock = Ahead(timedelta(seconds=ahead))
    told = Told(clock, line)
    threading.Thread(target=told.listen, name="told", daemon=True).start()
    vars(command).update(
        SystemClock=lambda: clock, assemble=lambda *args, **rest: told.attach(assemble(*args, **rest))
    )
    command.run(None)


def _write_to(log: Path) -> None:
    """All that it says."""
    into = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for each in (1, 2):
        os.dup2(into, each)
    os.close(into)
