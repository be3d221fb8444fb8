"""Several Stewards on one database: started, killed, started again, and taken forward in time together."""

import multiprocessing
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.builders.steward_command import clean_environment
from tests.fleet.clock import Ahead
from tests.fleet.serve import serve

PATIENCE_SECONDS = 300.0
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.fleet.serve"])


@dataclass
class Member:
    """One process, and the line to it."""

    process: ForkServerProcess
    line: "Connection[str, str]"

    def tell(self, what: str) -> None:
        with suppress(OSError):  # it is dead, and that is heard
            self.line.send(what)

    def hears(self, what: str) -> bool:
        """Whether it says that; False where it dies before."""
        try:
            while self.line.poll(PATIENCE_SECONDS):
                if self.line.recv() == what:
                    return True
        except (EOFError, OSError):
            return False
        raise AssertionError(f"a process was told something and did not say {what!r}")


class Fleet:
    """So many processes; whoever falls is started again at once, as a supervisor does."""

    def __init__(self, size: int, *, clock: Ahead, folder: Path, **settings: str) -> None:
        self._clock = clock
        self._folder = folder
        self._environment: Mapping[str, str] = clean_environment(**settings)
        self._turn = threading.RLock()
        """Nobody dies while the clock is being moved: who starts anew starts at one of the two moments."""
        self._members: dict[int, Member] = {}
        self._lines: list[Connection[str, str]] = []
        self.size = size
        self.killed = 0
        self.fell: list[int | None] = []

    def start(self) -> None:
        for number in range(self.size):
            self._members[number] = self._begin(number)

    def stop(self) -> None:
        for each in self._members.values():
            each.process.terminate()
        for each in self._members.values():
            each.process.join(timeout=30)
            each.process.kill()
            each.process.join()
        for line in self._lines:
            line.close()

    def kill(self, number: int) -> None:
        """SIGKILL, and another one in its place."""
        with self._turn:
            self._members[number].process.kill()
            self._replace(number)
            self.killed += 1

    def look_after(self) -> None:
        """Start again whoever fell by itself."""
        with self._turn:
            for number, member in list(self._members.items()):
                if not member.process.is_alive():
                    self.fell.append(member.process.exitcode)
                    self._replace(number)

    def move_to(self, at: datetime, *, beat: bool = True) -> None:
        """All stop sending, stand at the other moment, and go on; with `beat` all run their jobs at once."""
        with self._turn:
            self.look_after()
            members = list(self._members.values())
            for each in members:
                each.tell("hold")
            living = [each for each in members if each.hears("held")]
            self._clock.distance += max(at - self._clock.now(), timedelta())
            what = "beat" if beat else "go"
            for each in living:
                each.tell(f"{what} {self._clock.distance.total_seconds()!r}")
            self.look_after()
        for each in living:
            each.hears("gone")

    def _replace(self, number: int) -> None:
        self._members[number].process.join()
        self._members[number] = self._begin(number)

    def _begin(self, number: int) -> Member:
        ours, theirs = NURSERY.Pipe()
        ahead, log = self._clock.distance.total_seconds(), self._folder / f"process-{number}.log"
        process = NURSERY.Process(
            target=serve, args=(theirs, ahead, log, self._environment), name=f"process-{number}"
        )
        process.start()
        theirs.close()
        self._lines.append(ours)
        return Member(process, ours)
