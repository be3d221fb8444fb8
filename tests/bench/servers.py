"""Server processes, started all at once, and stopped whatever happens."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server process that answers."""

    address: str
    pid: int

    def processor_seconds(self) -> float:
        """What it has used of the processors so far; 0 where there is no /proc to tell (macOS)."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        after_name = stat.read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def servers(databases: Mapping[str, Path], *, slack: str, folder: Path) -> Iterator[Mapping[str, Server]]:
    """One server of each kind. What a kind logs stands in `<folder>/<kind>.log`.

    Raises RuntimeError with the end of its log for one that does not start.
    """
    with ExitStack() as stack:
        started = {
            kind: stack.enter_context(_process(kind, slack=slack, folder=folder, database=database))
            for kind, database in databases.items()
        }
        answering = {}
        for kind, process in started.items():
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError(f"{kind} did not start: {(folder / f'{kind}.log').read_text()[-2000:]}")
            answering[kind] = Server(address=address, pid=process.pid)
        yield answering


@contextmanager
def _process(kind: str, *, slack: str, folder: Path, database: Path) -> Iterator["subprocess.Popen[str]"]:
    with (folder / f"{kind}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.serve", kind, slack, str(database)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=30)
