"""The way of a swap of weeks at the website desk: asked, and answered by the colleague."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """Where a swap is. Void: one of its weeks is somebody else's by now, or one of the two has left."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    VOID = "void"


class Event(StrEnum):
    """What can happen to it."""

    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    VOID = "void"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `move`: what waits of the colleague who was asked."""

    move: Kind | None = None


SWAP = Way[State, Event, Stage](
    subject="swap",
    transitions={
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.ACCEPT): State.ACCEPTED,
        (State.ASKED, Event.DECLINE): State.DECLINED,
        (State.ASKED, Event.WITHDRAW): State.WITHDRAWN,
        (State.ASKED, Event.EXPIRE): State.EXPIRED,
        (State.ASKED, Event.VOID): State.VOID,
    },
    stages={
        State.ASKED: Stage(move=Kind.DUTY_SWAP),
        State.ACCEPTED: Stage(),
        State.DECLINED: Stage(),
        State.WITHDRAWN: Stage(),
        State.EXPIRED: Stage(),
        State.VOID: Stage(),
    },
)

BEGUN = State.ASKED
"""Where a swap begins."""

OPEN = SWAP.where(lambda stage: stage.move is not None)
"""Those that wait for an answer, for queries."""
