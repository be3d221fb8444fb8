"""What whom a training is offered to says of it. Source: domain.md §8."""

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.actions.action_form import read_line
from bot.domain.actions.way import Event, State
from bot.domain.history import Entry
from bot.domain.weeks.feedback_form import has_words
from bot.errors import Refusal


class Answer(StrEnum):
    """What became of an offer."""

    TAKEN_UP = "taken_up"
    DECLINED = "declined"
    WAITING = "waiting"


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


def answer_of(entries: Iterable[Entry[State, Event]]) -> Answer:
    """What was answered to a training, of its history. One of before it was asked was written and not
    offered: that counts as taken up.
    """
    events = {entry.event for entry in entries}
    if events & {Event.WRITE, Event.TAKE_UP}:
        return Answer.TAKEN_UP
    return Answer.DECLINED if Event.TURN_DOWN in events else Answer.WAITING
