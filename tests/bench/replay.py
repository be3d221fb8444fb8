"""The load generator where wrk is not installed: raw sockets, one process of its own.

`python -m tests.bench.replay ADDRESS,ADDRESS… FILE CONNECTIONS SECONDS` prints what replay.lua prints.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.prepared import read

REFUSALS = (b'"response_action": "errors"', b'"response_action": "push"')
GIVES_UP_AFTER_SECONDS = 20.0


class Connection:
    """One connection: sends a request, gathers its answer."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""
        self._begun = 0.0

    def send(self, request: bytes) -> None:
        self._received, self._begun = b"", time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The whole answer, or None while more is to come. Raises ConnectionError at its end."""
        arrived = self.socket.recv(65536)
        if not arrived:
            raise ConnectionError("closed by the server")
        self._received += arrived
        head, separator, body = self._received.partition(b"\r\n\r\n")
        return self._received if separator and len(body) >= _content_length(head) else None

    @property
    def waited(self) -> float:
        return time.perf_counter() - self._begun


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


class Replay:
    """Sends each request once, over whichever connection is free, and counts what comes of it."""

    def __init__(self, requests: Sequence[bytes], *, seconds: float) -> None:
        self._waiting = iter(requests)
        self._seconds = seconds
        self._begun = 0.0
        self._selector = selectors.DefaultSelector()
        self._latencies: list[float] = []
        self._sent = self._failed = self._refused = self._broken = 0

    def run(self, addresses: Sequence[str], *, connections: int) -> dict[str, float]:
        """Until the requests or the seconds are used up, and all answers are there."""
        self._begun = time.perf_counter()
        with self._selector:
            for number in range(connections):
                connection = Connection(addresses[number % len(addresses)])
                self._selector.register(connection.socket, selectors.EVENT_READ, connection)
                self._send_next(connection)
            while self._selector.get_map():
                ready = self._selector.select(timeout=GIVES_UP_AFTER_SECONDS)
                if not ready:
                    self._broken += len(self._selector.get_map())
                    break
                for key, _events in ready:
                    self._answered(key.data)
            return self._result(seconds=time.perf_counter() - self._begun)

    def _send_next(self, connection: Connection) -> None:
        is_time = time.perf_counter() - self._begun < self._seconds
        request = next(self._waiting, None) if is_time else None
        if request is None:
            self._close(connection)
            return
        connection.send(request)
        self._sent += 1

    def _answered(self, connection: Connection) -> None:
        try:
            answer = connection.receive()
        except ConnectionError:
            self._broken += 1
            self._close(connection)
            return
        if answer is None:
            return
        self._latencies.append(connection.waited)
        self._failed += not answer.startswith(b"HTTP/1.1 200")
        self._refused += any(refusal in answer for refusal in REFUSALS)
        self._send_next(connection)

    def _close(self, connection: Connection) -> None:
        self._selector.unregister(connection.socket)
        connection.socket.close()

    def _result(self, *, seconds: float) -> dict[str, float]:
        return {
            "sent": self._sent,
            "answered": len(self._latencies),
            "failed": self._failed,
            "refused": self._refused,
            "broken": self._broken,
            "seconds": seconds,
            "p50_ms": percentile(self._latencies, 0.5),
            "p99_ms": percentile(self._latencies, 0.99),
        }


def percentile(latencies: Sequence[float], share: float) -> float:
    """The latency in milliseconds that this share of the requests stayed within."""
    ordered = sorted(latencies)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def main() -> None:
    addresses, file, connections, seconds = sys.argv[1:]
    replay = Replay(read(Path(file)), seconds=float(seconds))
    print("RESULT", json.dumps(replay.run(addresses.split(","), connections=int(connections))))


if __name__ == "__main__":
    main()
