"""A self-score after it was handed in: changed until its manager has started, given back after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.history import Entry
from bot.domain.people import Person
from bot.domain.reviews.way import PRESENCE, STARTS, Event, State

History = Sequence[Entry[State, Event]]

WHY_LIMIT = 300


class Reply(StrEnum):
    """What became of the wish to have a self-score back."""

    WAITS = "waits"
    GIVEN = "given"
    KEPT = "kept"
    OVERTAKEN = "overtaken"
    """Something else was decided meanwhile."""


@dataclass(frozen=True, kw_only=True)
class BackAsked:
    """An employee's wish to have their self-score back. `number`: of the step with which they asked."""

    review_id: int
    number: int
    employee: Person
    manager: Person
    cycle_name: str
    why: str
    reply: Reply
    replied_at: datetime | None = None


def has_started(history: History) -> bool:
    """Whether the manager has started to score what was handed in last, or has scored it before."""
    for entry in reversed(history):
        if entry.event is Event.SUBMIT:
            return False
        if entry.event in STARTS or entry.event is Event.APPROVE:
            return True
    return False


def asked_back(history: History) -> Entry[State, Event] | None:
    """The wish that waits for its answer."""
    last = next((each for each in reversed(history) if each.event not in STARTS | PRESENCE), None)
    return last if last is not None and last.event is Event.ASK_BACK else None


def reply_to(history: History, number: int) -> tuple[Reply, datetime | None]:
    """What became of the wish that was said with that step."""
    after = (each for each in history if each.number > number and each.event not in STARTS | PRESENCE)
    entry = next(after, None)
    if entry is None:
        return Reply.WAITS, None
    replies = {Event.GIVE_BACK: Reply.GIVEN, Event.KEEP: Reply.KEPT}
    return replies.get(entry.event, Reply.OVERTAKEN), entry.at
