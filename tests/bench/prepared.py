"""The file of prepared requests that the load generators read."""

from collections.abc import Iterable
from pathlib import Path


def write(requests: Iterable[bytes], to: Path) -> None:
    """Each request after a line with its length, so that any replayer can read it back."""
    to.write_bytes(b"".join(b"%d\n%s" % (len(request), request) for request in requests))


def read(path: Path) -> list[bytes]:
    """The requests that `write` wrote."""
    data = path.read_bytes()
    requests = []
    at = 0
    while at < len(data):
        line_end = data.index(b"\n", at)
        start, length = line_end + 1, int(data[at:line_end])
        requests.append(data[start : start + length])
        at = start + length
    return requests
