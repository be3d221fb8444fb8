"""The way of an action: written, followed up each week, done or dropped; a mentor is asked first, and a
training is offered first.

Source: domain.md §8.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.way import Way


class State(StrEnum):
    """How far it is."""

    ASKED = "asked"
    OFFERED = "offered"
    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    TURNED_DOWN = "turned_down"
    DROPPED = "dropped"


class Event(StrEnum):
    """What can happen to it. `GO_ON`: it is on the way; `STICK`: it is stuck; `EVALUATE`: somebody says what
    became of it.
    """

    WRITE = "write"
    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    OFFER = "offer"
    TAKE_UP = "take_up"
    TURN_DOWN = "turn_down"
    GO_ON = "go_on"
    STICK = "stick"
    FINISH = "finish"
    EVALUATE = "evaluate"
    REOPEN = "reopen"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `open`: followed up each week; `asked`: its mentor has not answered; `offered`: nor
    has whom it is for; `turned_down`: they did not take it up; `done`: it was done, not only ended.
    """

    open: bool = False
    asked: bool = False
    offered: bool = False
    turned_down: bool = False
    done: bool = False

    @property
    def ended(self) -> bool:
        return not (self.open or self.asked or self.offered)


ACTION = Way[State, Event, Stage](
    subject="action",
    transitions={
        (State.OPEN, Event.WRITE): State.OPEN,
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.ACCEPT): State.OPEN,
        (State.ASKED, Event.DECLINE): State.DECLINED,
        (State.ASKED, Event.DROP): State.DROPPED,
        (State.OFFERED, Event.OFFER): State.OFFERED,
        (State.OFFERED, Event.TAKE_UP): State.OPEN,
        (State.OFFERED, Event.TURN_DOWN): State.TURNED_DOWN,
        (State.OFFERED, Event.DROP): State.DROPPED,
        (State.TURNED_DOWN, Event.TAKE_UP): State.OPEN,
        (State.OPEN, Event.GO_ON): State.OPEN,
        (State.OPEN, Event.STICK): State.OPEN,
        (State.OPEN, Event.FINISH): State.DONE,
        (State.OPEN, Event.DROP): State.DROPPED,
        (State.DONE, Event.EVALUATE): State.DONE,
        (State.DONE, Event.REOPEN): State.OPEN,
    },
    stages={
        State.ASKED: Stage(asked=True),
        State.OFFERED: Stage(offered=True),
        State.OPEN: Stage(open=True),
        State.DONE: Stage(done=True),
        State.DECLINED: Stage(),
        State.TURNED_DOWN: Stage(turned_down=True),
        State.DROPPED: Stage(),
    },
)

FOLLOW_UPS = (Event.FINISH, Event.GO_ON, Event.STICK)
"""What can be said of an open one, in the order in which it is offered."""

ANSWERS = (Event.TAKE_UP, Event.TURN_DOWN)
"""What can be said of one that is offered."""

BEGINS = {Event.WRITE: State.OPEN, Event.ASK: State.ASKED, Event.OFFER: State.OFFERED}
"""Where an action begins: that of a mentor with the question, a training with the offer."""

OPEN = ACTION.where(lambda stage: stage.open)
NOT_ENDED = ACTION.where(lambda stage: not stage.ended)
ASKED = ACTION.where(lambda stage: stage.asked)
OFFERED = ACTION.where(lambda stage: stage.offered)
TURNED_DOWN = ACTION.where(lambda stage: stage.turned_down)
DONE = ACTION.where(lambda stage: stage.done)
"""Sets of states, for queries."""
