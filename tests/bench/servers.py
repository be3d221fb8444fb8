"""Server processes, started all at once, and stopped whatever happens."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def servers(databases: Mapping[str, Path], *, slack: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """One server of each kind; their addresses. What a kind logs stands in `<folder>/<kind>.log`.

    Raises RuntimeError with the end of its log for one that does not start.
    """
    with ExitStack() as stack:
        started = {
            kind: stack.enter_context(_process(kind, slack=slack, folder=folder, database=database))
            for kind, database in databases.items()
        }
        addresses = {}
        for kind, process in started.items():
            assert process.stdout is not None
            addresses[kind] = process.stdout.readline().strip()
            if not addresses[kind]:
                raise RuntimeError(f"{kind} did not start: {(folder / f'{kind}.log').read_text()[-2000:]}")
        yield addresses


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
