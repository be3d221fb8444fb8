"""A form of several screens, each kept as it is left: what all of these share."""

from datetime import datetime

from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button


def progress(words: Words, *, step: int, total: int, saved_at: datetime | None) -> Mrkdwn:
    """The first line: how far one is, and that nothing typed is lost."""
    return words.say("steps/progress", step=step, total=total, saved_at=saved_at)


def back(words: Words, number: int, go_to: str, *, form: str) -> Block:
    """The way to the screen before; `go_to` is the button's id, its value the number of that screen."""
    return actions(
        button(words.label("Back"), go_to, value=str(number - 1)), block_id=f"{form}:back:{number}"
    )
