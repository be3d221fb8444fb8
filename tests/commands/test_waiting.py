"""Waiting for what does not answer: said once for each reason, and ended by a stop."""

import threading
from collections.abc import Callable

import pytest

from bot.commands.waiting import patiently
from bot.errors import Away, SetupError


def answers(*each: str | int) -> Callable[[], int]:
    """Gives a number, and raises Away with words."""
    waiting = list(each)

    def attempt() -> int:
        found = waiting.pop(0)
        if isinstance(found, str):
            raise Away(found)
        return found

    return attempt


def test_a_reason_is_told_once_and_a_new_one_again() -> None:
    told: list[str] = []

    found = patiently(
        answers("It is off.", "It is off.", "It is full", 7),
        of="database",
        stopped=threading.Event(),
        tell=told.append,
        first_wait=0.001,
    )

    assert found == 7
    assert told == [
        "It is off. Steward waits until that is over.",
        "It is full. Steward waits until that is over.",
    ]


def test_a_stop_ends_it_and_what_is_wrong_is_not_waited_for() -> None:
    stopped = threading.Event()

    def wrong() -> int:
        raise SetupError("wrong")

    with pytest.raises(SetupError):
        patiently(wrong, of="slack", stopped=stopped, tell=str)
    assert patiently(answers("off", 1), of="slack", stopped=stopped, tell=lambda _: stopped.set()) is None
