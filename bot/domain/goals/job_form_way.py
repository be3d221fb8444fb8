"""The way of somebody's job-responsibility form for one period: filled in by them, rated by their manager.

Source: domain.md §2, §8. Filling in and rating are the two signatures, each under one version. What was rated
counts until a later version is rated, however long that takes; either side may begin anew.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.goals.way import Party
from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far somebody's form is."""

    OPEN = "open"
    FILLED = "filled"
    RATED = "rated"
    CHANGE_ASKED = "change_asked"
    CHANGE_FILLED = "change_filled"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to it."""

    OPEN = "open"
    FILL = "fill"
    TAKE_BACK = "take_back"
    RATE = "rate"
    CHANGE = "change"
    WANT = "want"
    HAND_OVER = "hand_over"
    LEAVE = "leave"
    RETURN = "return"
    WITHDRAW = "withdraw"


class Mark(StrEnum):
    """How far it is, as people are told: each has its words."""

    FILLING = "filling"
    WAITS = "waits"
    RATED = "rated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `move`: what waits to be done, by `mover`; None where nothing does. `proposed`: a version waits for the
    manager's ratings. `rated`: a version counts. `closed`: nothing happens any more. `counts`: it is among
    its cycle's forms.
    """

    mark: Mark
    move: Kind | None = None
    mover: Party | None = None
    proposed: bool = False
    rated: bool = False
    closed: bool = False
    counts: bool = True

    def waits_for(self, party: Party) -> bool:
        """Whether it is this side's move."""
        return self.mover is party


_UNSETTLED = (State.OPEN, State.FILLED, State.RATED, State.CHANGE_ASKED, State.CHANGE_FILLED)

JOB_FORM = Way[State, Event, Stage](
    subject="job_form",
    transitions={
        (State.OPEN, Event.OPEN): State.OPEN,
        (State.OPEN, Event.FILL): State.FILLED,
        (State.FILLED, Event.TAKE_BACK): State.OPEN,
        (State.FILLED, Event.RATE): State.RATED,
        # The manager asks for another version instead of rating this one.
        (State.FILLED, Event.CHANGE): State.OPEN,
        # The employee begins anew by filling in, the manager by asking for it.
        (State.RATED, Event.FILL): State.CHANGE_FILLED,
        (State.RATED, Event.CHANGE): State.CHANGE_ASKED,
        (State.CHANGE_ASKED, Event.FILL): State.CHANGE_FILLED,
        (State.CHANGE_FILLED, Event.TAKE_BACK): State.RATED,
        (State.CHANGE_FILLED, Event.RATE): State.RATED,
        (State.CHANGE_FILLED, Event.CHANGE): State.CHANGE_ASKED,
        # Another post wants a form of its own.
        (State.OPEN, Event.WANT): State.OPEN,
        (State.FILLED, Event.WANT): State.OPEN,
        (State.RATED, Event.WANT): State.CHANGE_ASKED,
        (State.CHANGE_ASKED, Event.WANT): State.CHANGE_ASKED,
        (State.CHANGE_FILLED, Event.WANT): State.CHANGE_ASKED,
        **{(state, Event.WITHDRAW): State.WITHDRAWN for state in _UNSETTLED},
        # It follows its person to a new manager, and waits while they are gone.
        **{
            (state, event): state
            for state in _UNSETTLED
            for event in (Event.HAND_OVER, Event.LEAVE, Event.RETURN)
        },
    },
    stages={
        State.OPEN: Stage(mark=Mark.FILLING, move=Kind.JOB_FORM, mover=Party.EMPLOYEE),
        State.FILLED: Stage(mark=Mark.WAITS, move=Kind.JOB_FORM_RATING, mover=Party.MANAGER, proposed=True),
        State.RATED: Stage(mark=Mark.RATED, rated=True),
        State.CHANGE_ASKED: Stage(mark=Mark.FILLING, move=Kind.JOB_FORM, mover=Party.EMPLOYEE, rated=True),
        State.CHANGE_FILLED: Stage(
            mark=Mark.WAITS, move=Kind.JOB_FORM_RATING, mover=Party.MANAGER, proposed=True, rated=True
        ),
        State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False),
    },
    # A new manager has it from now on.
    renews=frozenset({(State.FILLED, Event.HAND_OVER), (State.CHANGE_FILLED, Event.HAND_OVER)}),
)

PRESENCE = frozenset({Event.LEAVE, Event.RETURN})
"""Whether its person is there: what waits depends on it."""

BEGUN = State.OPEN
"""Where a form begins."""

UNDER_WAY = JOB_FORM.where(lambda stage: not stage.closed)
WAITING = JOB_FORM.where(lambda stage: stage.move is not None)
"""Sets of states, for queries."""
