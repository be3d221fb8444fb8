"""Several Stewards on one database: started, killed, started again, and taken forward in time together."""

import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from queue import Queue

from tests.builders.steward_command import HOUSE, clean_environment
from tests.fleet.clock import Ahead
from tests.fleet.serve import SAYS

PATIENCE_SECONDS = 120.0


@dataclass
class Member:
    """One process, and what it says."""

    number: int
    process: "subprocess.Popen[str]"
    said: "Queue[str | None]"

    def tell(self, what: str) -> None:
        assert self.process.stdin is not None
        with suppress(OSError):  # it is dead, and that is heard
            self.process.stdin.write(f"{what}\n")
            self.process.stdin.flush()

    def hears(self, what: str) -> bool:
        """Whether it says that; False where it dies before."""
        while (line := self.said.get(timeout=PATIENCE_SECONDS)) is not None:
            if line == what:
                return True
        self.said.put(None)
        return False


class Fleet:
    """So many processes; whoever falls is started again at once, as a supervisor does."""

    def __init__(self, size: int, *, clock: Ahead, folder: Path, **settings: str) -> None:
        self._clock = clock
        self._folder = folder
        self._environment: Mapping[str, str] = clean_environment(**settings)
        self._turn = threading.RLock()
        """Nobody dies while the clock is being moved: who starts anew starts at one of the two moments."""
        self._members: dict[int, Member] = {}
        self.size = size
        self.killed = 0
        self.fell: list[int] = []

    def start(self) -> None:
        for number in range(self.size):
            self._members[number] = self._begin(number)

    def stop(self) -> None:
        for each in self._members.values():
            each.process.terminate()
        for each in self._members.values():
            try:
                each.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                each.process.kill()
                each.process.wait()
            self._close(each)

    def kill(self, number: int) -> None:
        """SIGKILL, and another one in its place."""
        with self._turn:
            member = self._members[number]
            member.process.kill()
            member.process.wait()
            self._close(member)
            self._members[number] = self._begin(number)
            self.killed += 1

    def look_after(self) -> None:
        """Start again whoever fell by itself."""
        with self._turn:
            for number, member in list(self._members.items()):
                if (status := member.process.poll()) is not None:
                    self.fell.append(status)
                    self._close(member)
                    self._members[number] = self._begin(number)

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

    def _begin(self, number: int) -> Member:
        ahead = repr(self._clock.distance.total_seconds())
        with (self._folder / f"process-{number}.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.fleet.serve", ahead],
                cwd=HOUSE,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        member = Member(number, process, Queue())
        threading.Thread(target=_read, args=(member,), name=f"process-{number}", daemon=True).start()
        return member

    def _close(self, member: Member) -> None:
        assert member.process.stdin is not None
        with suppress(OSError):
            member.process.stdin.close()


def _read(member: Member) -> None:
    assert member.process.stdout is not None
    with member.process.stdout as lines:
        for line in lines:
            if line.startswith(SAYS):
                member.said.put(line.removeprefix(SAYS).strip())
    member.said.put(None)
