"""Putting load on a server from another process, and reading what came of it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.prepared import write
from tests.bench.servers import Server
from tests.bench.signed import PATH

SCRIPT = Path(__file__).with_name("replay.lua")
GRACE_SECONDS = 1.0
"""How long wrk waits, after the last new request, for the answers that are still out."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one measurement came to. `refused`: answered well, with a "no" in it."""

    connections: int
    sent: int
    answered: int
    failed: int
    refused: int
    broken: int
    seconds: float
    p50_ms: float
    p99_ms: float
    processor_seconds: float

    @property
    def processor_ms(self) -> float:
        """What one answer costs the server of a processor: hardly moves when the machine is busy."""
        return self.processor_seconds * 1000 / self.answered if self.answered else 0.0

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0

    @property
    def errors(self) -> int:
        return self.failed + self.refused + self.broken + (self.sent - self.answered)


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def put_load(
    at: Sequence[Server],
    requests: Sequence[bytes],
    *,
    connections: int,
    seconds: float,
    folder: Path,
    wrk: bool,
) -> Load:
    """Replay the requests, each once, over so many connections, for at most `seconds`. Of several servers
    each has its share of the connections; wrk can speak to one only.
    """
    file = folder / "requests"
    write(requests, file)
    generator = _wrk if wrk else _own
    before = sum(server.processor_seconds() for server in at)
    command = generator(",".join(server.address for server in at), file, connections, seconds)
    finished = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False)
    line = next((line for line in finished.stdout.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise RuntimeError(f"the load generator failed: {finished.stdout[-500:]}{finished.stderr[-500:]}")
    return Load(
        connections=connections,
        processor_seconds=sum(server.processor_seconds() for server in at) - before,
        **json.loads(line.removeprefix("RESULT ")),
    )


def _wrk(address: str, file: Path, connections: int, seconds: float) -> list[str]:
    whole = f"{int(seconds + GRACE_SECONDS + 0.5)}s"
    return [
        *("wrk", "-t1", f"-c{connections}", f"-d{whole}", "--timeout", "20s", "-s", str(SCRIPT)),
        *(address + PATH, "--", str(file), str(seconds)),
    ]


def _own(address: str, file: Path, connections: int, seconds: float) -> list[str]:
    return [
        *(sys.executable, "-m", "tests.bench.replay"),
        *(address, str(file), str(connections), str(seconds)),
    ]
