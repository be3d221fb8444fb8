"""The way of somebody's goals for one period, up to an agreed KPI sheet and through its changes.

Source: domain.md §4, §8. Sending is signing: what the employee sent and the manager agreed to stands under
both signatures, and nobody has to press a third time. Once something is agreed it counts until a later
version is agreed on, however long that takes.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far somebody's goals are."""

    OPEN = "open"
    SENT = "sent"
    ADJUSTED = "adjusted"
    AGREED = "agreed"
    CHANGE_WANTED = "change_wanted"
    CHANGE_SENT = "change_sent"
    CHANGE_ADJUSTED = "change_adjusted"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to them."""

    OPEN = "open"
    SEND = "send"
    TAKE_BACK = "take_back"
    ADJUST = "adjust"
    AGREE = "agree"
    CONFIRM = "confirm"
    DROP_CHANGE = "drop_change"
    WANT = "want"
    HAND_OVER = "hand_over"
    LEAVE = "leave"
    RETURN = "return"
    WITHDRAW = "withdraw"


class Mark(StrEnum):
    """How far they are, as people are told: each has its words."""

    DRAFTING = "drafting"
    WAITS = "waits"
    TO_CONFIRM = "to_confirm"
    WANTED = "wanted"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """The two sides, each of which signs; whose move it is."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `move`: what waits to be done, by `mover`; None where nothing does. `proposed`: a version is on the
    table, signed by one side. `agreed`: a version counts. `closed`: nothing happens any more. `counts`:
    they are among their cycle's goals.
    """

    mark: Mark
    move: Kind | None = None
    mover: Party | None = None
    proposed: bool = False
    agreed: bool = False
    closed: bool = False
    counts: bool = True

    def waits_for(self, party: Party) -> bool:
        """Whether it is this side's move."""
        return self.mover is party


_UNSETTLED = tuple(state for state in State if state is not State.WITHDRAWN)
_ONCE_AGREED = (State.AGREED, State.CHANGE_WANTED, State.CHANGE_SENT, State.CHANGE_ADJUSTED)

GOALS = Way[State, Event, Stage](
    subject="goals",
    transitions={
        (State.OPEN, Event.OPEN): State.OPEN,
        (State.OPEN, Event.SEND): State.SENT,
        (State.SENT, Event.TAKE_BACK): State.OPEN,
        (State.SENT, Event.ADJUST): State.ADJUSTED,
        (State.SENT, Event.AGREE): State.AGREED,
        # On second thought, as long as it was not confirmed.
        (State.ADJUSTED, Event.ADJUST): State.ADJUSTED,
        (State.CHANGE_ADJUSTED, Event.ADJUST): State.CHANGE_ADJUSTED,
        # Whoever does not confirm sends something else instead.
        (State.ADJUSTED, Event.CONFIRM): State.AGREED,
        (State.ADJUSTED, Event.SEND): State.SENT,
        # A change begins with either side.
        (State.AGREED, Event.SEND): State.CHANGE_SENT,
        (State.AGREED, Event.ADJUST): State.CHANGE_ADJUSTED,
        # Another post or department wants a sheet of its own; what was on the table was for the one before.
        **{(state, Event.WANT): State.CHANGE_WANTED for state in _ONCE_AGREED},
        (State.CHANGE_WANTED, Event.SEND): State.CHANGE_SENT,
        (State.CHANGE_WANTED, Event.ADJUST): State.CHANGE_ADJUSTED,
        (State.CHANGE_SENT, Event.TAKE_BACK): State.AGREED,
        (State.CHANGE_SENT, Event.ADJUST): State.CHANGE_ADJUSTED,
        (State.CHANGE_SENT, Event.AGREE): State.AGREED,
        (State.CHANGE_ADJUSTED, Event.CONFIRM): State.AGREED,
        (State.CHANGE_ADJUSTED, Event.SEND): State.CHANGE_SENT,
        # What was agreed before stays; either side may let the change be, and scoring ends it.
        (State.CHANGE_WANTED, Event.DROP_CHANGE): State.AGREED,
        (State.CHANGE_SENT, Event.DROP_CHANGE): State.AGREED,
        (State.CHANGE_ADJUSTED, Event.DROP_CHANGE): State.AGREED,
        **{(state, Event.WITHDRAW): State.WITHDRAWN for state in _UNSETTLED},
        # They follow their person to a new manager, and wait while they are gone.
        **{
            (state, event): state
            for state in _UNSETTLED
            for event in (Event.HAND_OVER, Event.LEAVE, Event.RETURN)
        },
    },
    stages={
        State.OPEN: Stage(mark=Mark.DRAFTING, move=Kind.GOALS, mover=Party.EMPLOYEE),
        State.SENT: Stage(mark=Mark.WAITS, move=Kind.GOALS_AGREEMENT, mover=Party.MANAGER, proposed=True),
        State.ADJUSTED: Stage(
            mark=Mark.TO_CONFIRM, move=Kind.GOALS_ADJUSTED, mover=Party.EMPLOYEE, proposed=True
        ),
        State.AGREED: Stage(mark=Mark.AGREED, agreed=True),
        State.CHANGE_WANTED: Stage(mark=Mark.WANTED, move=Kind.GOALS, mover=Party.EMPLOYEE, agreed=True),
        State.CHANGE_SENT: Stage(
            mark=Mark.WAITS, move=Kind.GOALS_AGREEMENT, mover=Party.MANAGER, proposed=True, agreed=True
        ),
        State.CHANGE_ADJUSTED: Stage(
            mark=Mark.TO_CONFIRM, move=Kind.GOALS_ADJUSTED, mover=Party.EMPLOYEE, proposed=True, agreed=True
        ),
        State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False),
    },
    # A new manager has it from now on; another version is there to be read.
    renews=frozenset(
        {
            (State.SENT, Event.HAND_OVER),
            (State.CHANGE_SENT, Event.HAND_OVER),
            (State.ADJUSTED, Event.ADJUST),
            (State.CHANGE_ADJUSTED, Event.ADJUST),
        }
    ),
)

PRESENCE = frozenset({Event.LEAVE, Event.RETURN})
"""Whether their person is there: what waits depends on it."""

OPENED = State.OPEN
"""Where goals begin."""

UNDER_WAY = GOALS.where(lambda stage: not stage.closed)
UNSIGNED = GOALS.where(lambda stage: not stage.agreed and not stage.closed)
COUNTING = GOALS.where(lambda stage: stage.counts)
"""Sets of states, for queries."""
