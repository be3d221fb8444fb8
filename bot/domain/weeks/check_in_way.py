"""The way of somebody's check-in of one week: asked for, answered or skipped; and what is said of it after.

Source: domain.md §8. An answer may be changed until the week is over, and every version is kept; what the
manager says to it, and what comes back, stands in the same history.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.goals.way import Party
from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far a check-in is."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    LAPSED = "lapsed"


class Event(StrEnum):
    """What can happen to it."""

    OPEN = "open"
    ANSWER = "answer"
    SKIP = "skip"
    LAPSE = "lapse"
    HAND_OVER = "hand_over"
    LEAVE = "leave"
    RETURN = "return"
    # The manager's word, and what comes back.
    THANK = "thank"
    REPLY = "reply"
    OFFER_TALK = "offer_talk"
    ANSWER_BACK = "answer_back"
    ACCEPT_TALK = "accept_talk"
    DECLINE_TALK = "decline_talk"


class Mark(StrEnum):
    """How far it is, as people are told: each has its words."""

    WAITS = "waits"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `move`: what waits to be done, by `mover`. `given`: there is an answer to read. `taken`: it is taken
    still, where its week is not over. `closed`: nothing is taken any more.
    """

    mark: Mark
    move: Kind | None = None
    mover: Party | None = None
    given: bool = False
    taken: bool = False
    closed: bool = False

    def waits_for(self, party: Party) -> bool:
        """Whether it is this side's move."""
        return self.mover is party


_UNDER_WAY = (State.OPEN, State.ANSWERED, State.SKIPPED)
_OWN = (Event.OPEN, Event.ANSWER, Event.SKIP)
_GOES_ON = (Event.REPLY, Event.ANSWER_BACK, Event.ACCEPT_TALK, Event.DECLINE_TALK)
_SAID = (Event.THANK, Event.OFFER_TALK, *_GOES_ON)

CHECK_IN = Way[State, Event, Stage](
    subject="check_in",
    transitions={
        (State.OPEN, Event.OPEN): State.OPEN,
        (State.OPEN, Event.LAPSE): State.LAPSED,
        # On second thought, as long as the week is not over.
        **{(state, Event.ANSWER): State.ANSWERED for state in _UNDER_WAY},
        **{(state, Event.SKIP): State.SKIPPED for state in _UNDER_WAY},
        # It follows its person to a new manager, and waits while they are gone.
        **{
            (state, event): state
            for state in _UNDER_WAY
            for event in (Event.HAND_OVER, Event.LEAVE, Event.RETURN)
        },
        **{(State.ANSWERED, event): State.ANSWERED for event in _SAID},
        # Whoever skips on second thought is not cut off from what was begun.
        **{(State.SKIPPED, event): State.SKIPPED for event in _GOES_ON},
    },
    stages={
        State.OPEN: Stage(mark=Mark.WAITS, move=Kind.CHECK_IN, mover=Party.EMPLOYEE, taken=True),
        State.ANSWERED: Stage(mark=Mark.ANSWERED, given=True, taken=True),
        State.SKIPPED: Stage(mark=Mark.SKIPPED, taken=True),
        State.LAPSED: Stage(mark=Mark.SILENT, closed=True),
    },
)

PRESENCE = frozenset({Event.LEAVE, Event.RETURN})
"""Whether its person is there: what waits depends on it."""

SAID = frozenset(_SAID)
"""What one side says to the other."""

OWN = frozenset(_OWN)
"""What its person did: from it on, something else stands in their form."""

BEGUN = State.OPEN
"""Where a check-in begins."""

WAITING = CHECK_IN.where(lambda stage: stage.move is not None)
GIVEN = CHECK_IN.where(lambda stage: stage.given)
TAKEN = CHECK_IN.where(lambda stage: stage.taken)
"""Sets of states, for queries."""
