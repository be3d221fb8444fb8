"""What whom a training is offered to says of it. Source: domain.md §8."""

from collections.abc import Iterable

from bot.domain.actions.action_form import read_line
from bot.domain.actions.way import Event, State
from bot.domain.history import Entry
from bot.domain.weeks.feedback_form import has_words
from bot.errors import Refusal

WHY = "why"
"""The field of why it is not taken up."""


def read_why(text: str) -> str:
    """Why it is not: a line, so that something else can be offered. Raises Refusal: action.why_not,
    action.too_long.
    """
    said = read_line(text, field=WHY)
    if not has_words(said):
        raise Refusal("action.why_not", field=WHY)
    return said


def answered(entries: Iterable[Entry[State, Event]]) -> bool | None:
    """Whether a training was taken up, of its history; None where nobody answered. One of before it was asked
    was written and not offered: that counts as taken up.
    """
    events = {entry.event for entry in entries}
    if events & {Event.WRITE, Event.TAKE_UP}:
        return True
    return False if Event.TURN_DOWN in events else None
