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
def servers(
    databases: Mapping[str, str], *, slack: str, listens_to: str, folder: Path
) -> Iterator[Mapping[str, Server]]:
    """One server of each name, on the database of that address; what stands before a "/" in its name is the
    kind. What it logs stands in `<folder>/<name>.log`.

    Raises RuntimeError with the end of its log for one that does not start.
    """
    with ExitStack() as stack:
        started = {
            name: stack.enter_context(
                _process(name, slack=slack, folder=folder, url=url, listens_to=listens_to)
            )
            for name, url in databases.items()
        }
        answering = {}
        for name, process in started.items():
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError(f"{name} did not start: {_log(name, folder).read_text()[-2000:]}")
            answering[name] = Server(address=address, pid=process.pid)
        yield answering


@contextmanager
def _process(
    name: str, *, slack: str, folder: Path, url: str, listens_to: str
) -> Iterator["subprocess.Popen[str]"]:
    kind = name.partition("/")[0]
    with _log(name, folder).open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.serve", kind, slack, url, listens_to],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _log(name: str, folder: Path) -> Path:
    return folder / f"{name.replace('/', '-')}.log"
