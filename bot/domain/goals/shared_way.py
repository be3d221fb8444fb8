"""The way of one version of a shared KPI: proposed to its owners, and agreed on by all or by nobody.

Source: domain.md §4. What was agreed on before counts until a later version is.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far a version is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to it. `SETTLE`: nobody is left who has not agreed."""

    PROPOSE = "propose"
    AGREE = "agree"
    SETTLE = "settle"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `move`: what waits to be done, by every owner who has not answered. `agreed`: it is what its owners
    share. `closed`: nothing happens any more.
    """

    move: Kind | None = None
    agreed: bool = False
    closed: bool = True


SHARED = Way[State, Event, Stage](
    subject="shared",
    transitions={
        (State.PROPOSED, Event.PROPOSE): State.PROPOSED,
        (State.PROPOSED, Event.AGREE): State.PROPOSED,
        (State.PROPOSED, Event.SETTLE): State.AGREED,
        (State.PROPOSED, Event.DECLINE): State.DECLINED,
        (State.PROPOSED, Event.WITHDRAW): State.WITHDRAWN,
        # Somebody else answers for an owner now, or nobody needs to.
        (State.PROPOSED, Event.HAND_OVER): State.PROPOSED,
    },
    stages={
        State.PROPOSED: Stage(move=Kind.SHARED_KPI, closed=False),
        State.AGREED: Stage(agreed=True),
        State.DECLINED: Stage(),
        State.WITHDRAWN: Stage(),
    },
)

BEGUN = State.PROPOSED
"""Where a version begins."""

UNDER_WAY = SHARED.where(lambda stage: not stage.closed)
AGREED = SHARED.where(lambda stage: stage.agreed)
"""Sets of states, for queries."""
