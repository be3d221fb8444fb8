"""Identifiers and timestamps shaped like Slack's."""

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime


class Ids:
    """Unique identifiers: a prefix that tells the kind, then capital letters and digits."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def next(self, prefix: str) -> str:
        """A new identifier such as `V0SB000001A`."""
        return f"{prefix}0SB{next(self._numbers):07X}"


class Timestamps:
    """Message timestamps from the workspace's clock: unique and increasing even if the clock stands."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """A new `1700000000.000100`."""
        wanted = int(self._now().timestamp() * 1_000_000)
        self._last = max(wanted, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def now(self) -> datetime:
        """The workspace's present."""
        return self._now()

    def seconds(self) -> int:
        """The present as whole seconds, for `event_time` and the like."""
        return int(self._now().timestamp())


def wall_clock() -> datetime:
    """The present when no clock was handed in."""
    return datetime.fromtimestamp(time.time(), UTC)


def is_timestamp(value: str) -> bool:
    """Whether a string has the shape of a message timestamp."""
    seconds, dot, fraction = value.partition(".")
    return seconds.isdigit() and (not dot or fraction.isdigit())
