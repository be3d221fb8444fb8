"""The way of a suggestion: made, and answered by the head of department. Source: domain.md §8."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far it is."""

    OPEN = "open"
    ADOPTED = "adopted"
    NOT_NOW = "not_now"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Event(StrEnum):
    """What can happen to it. `HAND_OVER`: somebody else is the head now."""

    MAKE = "make"
    ADOPT = "adopt"
    PUT_OFF = "put_off"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `move`: what waits of whoever is to answer. `stands`: it was not taken back."""

    move: Kind | None = None
    answered: bool = False
    stands: bool = True


SUGGESTION = Way[State, Event, Stage](
    subject="suggestion",
    transitions={
        (State.OPEN, Event.MAKE): State.OPEN,
        (State.OPEN, Event.ADOPT): State.ADOPTED,
        (State.OPEN, Event.PUT_OFF): State.NOT_NOW,
        (State.OPEN, Event.DECLINE): State.DECLINED,
        (State.OPEN, Event.TAKE_BACK): State.TAKEN_BACK,
        (State.OPEN, Event.HAND_OVER): State.OPEN,
    },
    stages={
        State.OPEN: Stage(move=Kind.SUGGESTION),
        State.ADOPTED: Stage(answered=True),
        State.NOT_NOW: Stage(answered=True),
        State.DECLINED: Stage(answered=True),
        State.TAKEN_BACK: Stage(stands=False),
    },
    # Whoever is the head now has it from now on.
    renews=frozenset({(State.OPEN, Event.HAND_OVER)}),
)

ANSWERS = (Event.ADOPT, Event.PUT_OFF, Event.DECLINE)
"""What can be answered, in the order in which it is offered."""

BEGUN = State.OPEN
"""Where a suggestion begins."""

UNDER_WAY = SUGGESTION.where(lambda stage: stage.move is not None)
STANDING = SUGGESTION.where(lambda stage: stage.stands)
"""Sets of states, for queries."""
