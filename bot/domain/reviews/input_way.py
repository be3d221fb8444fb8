"""The way of a request for input: asked, then readable, or of too few never. Source: domain.md §8."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far it is."""

    ASKED = "asked"
    READABLE = "readable"
    TOO_FEW = "too_few"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to it. What a single colleague answers is none: it would have a time."""

    ASK = "ask"
    ASK_MORE = "ask_more"
    END = "end"
    END_UNREAD = "end_unread"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `move`: what waits of whoever was asked. `readable`: what came of it is."""

    move: Kind | None = None
    readable: bool = False
    stands: bool = True


INPUT = Way[State, Event, Stage](
    subject="input",
    transitions={
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.ASK_MORE): State.ASKED,
        (State.ASKED, Event.END): State.READABLE,
        (State.ASKED, Event.END_UNREAD): State.TOO_FEW,
        (State.ASKED, Event.WITHDRAW): State.WITHDRAWN,
    },
    stages={
        State.ASKED: Stage(move=Kind.INPUT),
        State.READABLE: Stage(readable=True),
        State.TOO_FEW: Stage(),
        State.WITHDRAWN: Stage(stands=False),
    },
)

BEGUN = State.ASKED
"""Where it begins."""

UNDER_WAY = INPUT.where(lambda stage: stage.move is not None)
"""A set of states, for queries."""
