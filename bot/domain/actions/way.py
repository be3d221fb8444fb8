"""The way of an action: written, followed up each week, done or dropped; a mentor is asked first.

Source: domain.md §8.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.way import Way


class State(StrEnum):
    """How far it is."""

    ASKED = "asked"
    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    DROPPED = "dropped"


class Event(StrEnum):
    """What can happen to it. `GO_ON`: it is on the way; `STICK`: it is stuck."""

    WRITE = "write"
    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    GO_ON = "go_on"
    STICK = "stick"
    FINISH = "finish"
    REOPEN = "reopen"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `open`: followed up each week; `asked`: its mentor has not answered; `done`: it was
    done, not only ended.
    """

    open: bool = False
    asked: bool = False
    done: bool = False

    @property
    def ended(self) -> bool:
        return not (self.open or self.asked)


ACTION = Way[State, Event, Stage](
    subject="action",
    transitions={
        (State.OPEN, Event.WRITE): State.OPEN,
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.ACCEPT): State.OPEN,
        (State.ASKED, Event.DECLINE): State.DECLINED,
        (State.ASKED, Event.DROP): State.DROPPED,
        (State.OPEN, Event.GO_ON): State.OPEN,
        (State.OPEN, Event.STICK): State.OPEN,
        (State.OPEN, Event.FINISH): State.DONE,
        (State.OPEN, Event.DROP): State.DROPPED,
        (State.DONE, Event.REOPEN): State.OPEN,
    },
    stages={
        State.ASKED: Stage(asked=True),
        State.OPEN: Stage(open=True),
        State.DONE: Stage(done=True),
        State.DECLINED: Stage(),
        State.DROPPED: Stage(),
    },
)

FOLLOW_UPS = (Event.FINISH, Event.GO_ON, Event.STICK)
"""What can be said of an open one, in the order in which it is offered."""

BEGINS = {Event.WRITE: State.OPEN, Event.ASK: State.ASKED}
"""Where an action begins: that of a mentor with the question."""

OPEN = ACTION.where(lambda stage: stage.open)
NOT_ENDED = ACTION.where(lambda stage: not stage.ended)
ASKED = ACTION.where(lambda stage: stage.asked)
DONE = ACTION.where(lambda stage: stage.done)
"""Sets of states, for queries."""
