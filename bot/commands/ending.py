"""What is closed when a command ends, however it ends."""

from collections.abc import Callable

_open: list[Callable[[], None]] = []


def at_the_end(close: Callable[[], None]) -> None:
    """Have something closed when the command ends, what was opened last first."""
    _open.append(close)


def close_everything() -> None:
    """Close it."""
    while _open:
        _open.pop()()
