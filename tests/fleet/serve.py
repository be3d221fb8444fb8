"""`steward run` with a clock that a test moves: `python -m tests.fleet.serve SECONDS`.

SECONDS is how far its clock is ahead of the machine's. On its standard input it is told `hold`, upon which
it sends nothing any more and says so, and `go SECONDS`, upon which its clock stands there and its sender
goes on; `beat SECONDS` lets the jobs run as well, as they would have on the way. It says when it has.
"""

import sys
import threading
from contextlib import ExitStack
from datetime import timedelta

from bot.app import Steward, assemble
from bot.commands import run as command
from bot.jobs import heartbeat
from tests.fleet.clock import Ahead

SAYS = "fleet: "


class Told:
    """Does what it is told on standard input, one line after the other."""

    def __init__(self, clock: Ahead) -> None:
        self._clock = clock
        self._there = threading.Event()
        self._steward: Steward | None = None
        self._alone = ExitStack()

    def attach(self, steward: Steward) -> Steward:
        self._steward = steward
        self._there.set()
        return steward

    def listen(self) -> None:
        for line in sys.stdin:
            self._there.wait()
            self._do(*line.split())

    def _do(self, what: str, seconds: str = "0") -> None:
        assert self._steward is not None
        if what == "hold":
            # Whoever moves the clock must not outrun the lease of what is being sent.
            self._alone.enter_context(self._steward.delivery.alone())
            say("held")
            return
        self._clock.distance = timedelta(seconds=float(seconds))
        self._alone.close()
        self._steward.delivery.wake()
        if what == "beat":
            heartbeat.run_all(self._steward.beat())
        say("gone")


def say(what: str) -> None:
    print(SAYS + what, flush=True)


def main() -> None:
    """Everything as the command has it, but for the time."""
    clock = Ahead(timedelta(seconds=float(sys.argv[1])))
    told = Told(clock)
    threading.Thread(target=told.listen, name="told", daemon=True).start()
    vars(command).update(
        SystemClock=lambda: clock, assemble=lambda *args, **rest: told.attach(assemble(*args, **rest))
    )
    command.run(None)


if __name__ == "__main__":
    main()
