"""The way of the talk about a result: held, acknowledged or appealed against. Source: domain.md §8.

It begins with each release of the result. A result that is opened anew has another talk after its next one.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """How far it is. `UNANSWERED` is no consent: the employee said nothing in time."""

    TO_HOLD = "to_hold"
    HELD = "held"
    ACKNOWLEDGED = "acknowledged"
    UNANSWERED = "unanswered"
    APPEALED = "appealed"
    UPHELD = "upheld"
    REOPENED = "reopened"


class Event(StrEnum):
    """What can happen to it. `RESCORE`, `RELOOK`: an appeal opens the result again at the manager's score, or
    at the second look. `RESEAT`: somebody else holds it now, or decides.
    """

    BEGIN = "begin"
    PREPARE = "prepare"
    OFFER = "offer"
    CHOOSE = "choose"
    HOLD = "hold"
    DENY = "deny"
    ACKNOWLEDGE = "acknowledge"
    LAPSE = "lapse"
    APPEAL = "appeal"
    RESEAT = "reseat"
    UPHOLD = "uphold"
    RESCORE = "rescore"
    RELOOK = "relook"


class Mark(StrEnum):
    """How far it is, as people are told: each has its words."""

    TO_HOLD = "to_hold"
    HELD = "held"
    ACKNOWLEDGED = "acknowledged"
    UNANSWERED = "unanswered"
    APPEALED = "appealed"
    UPHELD = "upheld"
    REOPENED = "reopened"


class Party(StrEnum):
    """Whose move it can be."""

    HOLDER = "holder"
    EMPLOYEE = "employee"
    JUDGE = "judge"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `move`: what waits to be done, by `mover`; None where nothing does. `lapses`: it is
    not taken any more once its days are over. `held`: both sat together. `open_to_appeal`: the employee may
    still object. `closed`: nothing happens any more.
    """

    mark: Mark
    move: Kind | None = None
    mover: Party | None = None
    lapses: bool = False
    held: bool = False
    open_to_appeal: bool = False
    appealed: bool = False
    closed: bool = False

    def waits_for(self, party: Party) -> bool:
        """Whether it is this side's move."""
        return self.mover is party


TALK = Way[State, Event, Stage](
    subject="talk",
    transitions={
        (State.TO_HOLD, Event.BEGIN): State.TO_HOLD,
        (State.TO_HOLD, Event.PREPARE): State.TO_HOLD,
        (State.TO_HOLD, Event.OFFER): State.TO_HOLD,
        (State.TO_HOLD, Event.CHOOSE): State.TO_HOLD,
        (State.TO_HOLD, Event.HOLD): State.HELD,
        # Only both together can say that they talked.
        (State.HELD, Event.DENY): State.TO_HOLD,
        (State.HELD, Event.ACKNOWLEDGE): State.ACKNOWLEDGED,
        (State.HELD, Event.LAPSE): State.UNANSWERED,
        # Whoever sees their result need not wait for the talk to object.
        (State.TO_HOLD, Event.APPEAL): State.APPEALED,
        (State.HELD, Event.APPEAL): State.APPEALED,
        (State.APPEALED, Event.UPHOLD): State.UPHELD,
        (State.APPEALED, Event.RESCORE): State.REOPENED,
        (State.APPEALED, Event.RELOOK): State.REOPENED,
        # Who was to hold it or to decide has left.
        **{(state, Event.RESEAT): state for state in (State.TO_HOLD, State.HELD, State.APPEALED)},
    },
    stages={
        State.TO_HOLD: Stage(mark=Mark.TO_HOLD, move=Kind.TALK, mover=Party.HOLDER, open_to_appeal=True),
        State.HELD: Stage(
            mark=Mark.HELD,
            move=Kind.ACKNOWLEDGEMENT,
            mover=Party.EMPLOYEE,
            lapses=True,
            held=True,
            open_to_appeal=True,
        ),
        State.ACKNOWLEDGED: Stage(mark=Mark.ACKNOWLEDGED, held=True, closed=True),
        State.UNANSWERED: Stage(mark=Mark.UNANSWERED, held=True, closed=True),
        State.APPEALED: Stage(mark=Mark.APPEALED, move=Kind.APPEAL, mover=Party.JUDGE, appealed=True),
        State.UPHELD: Stage(mark=Mark.UPHELD, appealed=True, closed=True),
        State.REOPENED: Stage(mark=Mark.REOPENED, appealed=True, closed=True),
    },
    renews=frozenset({(State.TO_HOLD, Event.RESEAT), (State.APPEALED, Event.RESEAT)}),
)

DECISIONS = (Event.UPHOLD, Event.RESCORE, Event.RELOOK)
"""What can be decided about an appeal, in the order in which it is offered."""

BEGUN = State.TO_HOLD
"""Where a talk begins."""

UNDER_WAY = TALK.where(lambda stage: not stage.closed)
LAPSING = TALK.where(lambda stage: stage.lapses)
"""Sets of states, for queries."""
