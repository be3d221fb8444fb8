"""Who reads what is said about somebody: the whole rule."""

import pytest

from bot.domain.weeks.visibility import Reader, When, who_reads

NOW, LATER, NEVER = When.NOW, When.ONCE_TOLD, When.NEVER


@pytest.mark.parametrize(
    ("told", "taken_back", "giver", "receiver", "manager", "hr"),
    [
        (True, False, NOW, NOW, NOW, NOW),
        (False, False, NOW, LATER, NOW, NOW),
        (False, True, NOW, NEVER, NEVER, NEVER),
        # Somebody had it before them: there is a trace for HR.
        (True, True, NOW, NEVER, NEVER, NOW),
    ],
)
def test_the_rule(told: bool, taken_back: bool, giver: When, receiver: When, manager: When, hr: When) -> None:
    assert who_reads(told=told, taken_back=taken_back) == {
        Reader.GIVER: giver,
        Reader.RECEIVER: receiver,
        Reader.MANAGER: manager,
        Reader.HR: hr,
    }
