"""Faults that can be switched on while the sandbox runs."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PlannedFailure:
    """The next call of a method (or of any, `*`) is answered like this."""

    method: str
    status: int
    retry_after: int
    drop: bool = False
    error: str = "internal_error"


class Faults:
    """The switches; every method may be called from any thread.

    `latency_seconds` delays each Web API answer; `error_rate` (0 to 1) answers that share with 500;
    `refuse_all` answers everything with that status until it is None again; `unknown_blocks` are kinds that
    the workspace does not take in messages, as an older one does with what is new.
    """

    def __init__(self) -> None:
        self.latency_seconds: float = 0.0
        self.error_rate: float = 0.0
        self.refuse_all: int | None = None
        self.unknown_blocks: frozenset[str] = frozenset()
        self._lock = threading.Lock()
        self._planned: list[PlannedFailure] = []
        self._cut_sockets: Callable[[], None] | None = None
        self._say_goodbye: Callable[[str], None] | None = None

    def fail_next(self, method: str = "*", n: int = 1, status: int = 500, retry_after: int = 1) -> None:
        """Refuse the next `n` calls of `method`, unprocessed: 429 with Retry-After, or a 5xx."""
        self._plan(PlannedFailure(method, status, retry_after), n)

    def refuse_next(self, method: str, error: str, n: int = 1) -> None:
        """Answer the next `n` calls of `method`, unprocessed, with an error of Slack's."""
        self._plan(PlannedFailure(method, 200, 0, error=error), n)

    def drop_connections(self, method: str = "*", n: int = 1) -> None:
        """Process the next `n` calls of `method`, then cut the connection instead of answering."""
        self._plan(PlannedFailure(method, 0, 0, drop=True), n)

    def drop_sockets(self) -> None:
        """Cut every Socket Mode connection without a closing handshake."""
        if self._cut_sockets:
            self._cut_sockets()

    def send_disconnect(self, reason: str = "refresh_requested") -> None:
        """Send a `disconnect` frame (warning, refresh_requested, link_disabled) on every connection."""
        if self._say_goodbye:
            self._say_goodbye(reason)

    def clear(self) -> None:
        """Switch everything off."""
        self.latency_seconds, self.error_rate, self.refuse_all = 0.0, 0.0, None
        self.unknown_blocks = frozenset()
        with self._lock:
            self._planned.clear()

    def take(self, method: str) -> PlannedFailure | None:
        """The failure that this call is to meet, used up."""
        if self.refuse_all is not None:
            return PlannedFailure(method, self.refuse_all, 1)
        with self._lock:
            for index, planned in enumerate(self._planned):
                if planned.method in ("*", method):
                    return self._planned.pop(index)
        if self.error_rate and random.random() < self.error_rate:
            return PlannedFailure(method, 500, 1)
        return None

    def snapshot(self) -> dict[str, Any]:
        """What is on, for the page."""
        with self._lock:
            planned = [
                {"method": each.method, "status": each.status, "drop": each.drop} for each in self._planned
            ]
        return {
            "latency_ms": round(self.latency_seconds * 1000),
            "error_rate": self.error_rate,
            "refuse_all": self.refuse_all,
            "planned": planned,
        }

    def attach(self, *, cut_sockets: Callable[[], None], say_goodbye: Callable[[str], None]) -> None:
        """Wire the switches that reach into the running server; both must be safe from any thread."""
        self._cut_sockets, self._say_goodbye = cut_sockets, say_goodbye

    def _plan(self, failure: PlannedFailure, n: int) -> None:
        with self._lock:
            self._planned.extend([failure] * n)
