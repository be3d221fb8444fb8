"""The way of a hand-over: a brief goes to a developer, who says in their own words what will be done."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """Where a hand-over is."""

    SENT = "sent"
    SAID = "said"
    UNDERSTOOD = "understood"
    STARTED = "started"
    WAITING = "waiting"
    READY = "ready"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to it. `say`: the developer, in their own words; `send_back`: it is not right yet.
    `meant`, `not_meant`: the requester, of the brief.
    """

    SEND = "send"
    SAY = "say"
    CONFIRM = "confirm"
    CORRECT = "correct"
    START = "start"
    WAIT = "wait"
    READY = "ready"
    SEND_BACK = "send_back"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    REASSIGN = "reassign"
    ASK = "ask"
    REPLY = "reply"
    MEANT = "meant"
    NOT_MEANT = "not_meant"


class Party(StrEnum):
    """Whose move it can be."""

    DEVELOPER = "developer"
    DESK = "desk"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means.

    `key` names its words. `mover`: whose move it is; `move`: what is owed of them, None where they just work.
    `understood`: what will be done was confirmed. `started`: it is being built. `closed`: nothing is
    waited for any more; `taken_back`: it is nobody's.
    """

    key: str
    mover: Party | None = None
    move: Kind | None = None
    understood: bool = False
    started: bool = False
    closed: bool = False
    taken_back: bool = False


_OPEN = (State.SENT, State.SAID, State.UNDERSTOOD, State.STARTED, State.WAITING, State.READY)

BESIDE = (Event.ASK, Event.REPLY, Event.MEANT, Event.NOT_MEANT)
"""What is said along the way and changes nothing about where it is."""

HANDOVER = Way[State, Event, Stage](
    subject="handover",
    transitions={
        (State.SENT, Event.SEND): State.SENT,
        (State.SENT, Event.SAY): State.SAID,
        (State.SAID, Event.SAY): State.SAID,
        (State.SAID, Event.CONFIRM): State.UNDERSTOOD,
        (State.SAID, Event.CORRECT): State.SENT,
        (State.UNDERSTOOD, Event.START): State.STARTED,
        (State.UNDERSTOOD, Event.WAIT): State.WAITING,
        (State.STARTED, Event.WAIT): State.WAITING,
        (State.STARTED, Event.READY): State.READY,
        (State.WAITING, Event.START): State.STARTED,
        (State.WAITING, Event.READY): State.READY,
        (State.READY, Event.START): State.STARTED,
        (State.READY, Event.SEND_BACK): State.STARTED,
        (State.READY, Event.FINISH): State.DONE,
        # What a product manager has looked at is done, whether the developer said that it is ready or not.
        **{(state, Event.FINISH): State.DONE for state in (State.UNDERSTOOD, State.STARTED, State.WAITING)},
        **{(state, Event.WITHDRAW): State.WITHDRAWN for state in _OPEN},
        # Whoever has it next says in their own words what they will do.
        **{(state, Event.REASSIGN): State.SENT for state in _OPEN},
        **{(state, event): state for state in _OPEN for event in BESIDE},
    },
    stages={
        State.SENT: Stage(key="sent", mover=Party.DEVELOPER, move=Kind.HANDOVER),
        State.SAID: Stage(key="said", mover=Party.DESK, move=Kind.WORDING),
        State.UNDERSTOOD: Stage(key="understood", mover=Party.DEVELOPER, understood=True),
        State.STARTED: Stage(key="started", mover=Party.DEVELOPER, understood=True, started=True),
        State.WAITING: Stage(key="waiting", mover=Party.DEVELOPER, understood=True, started=True),
        State.READY: Stage(key="ready", mover=Party.DESK, move=Kind.READY, understood=True, started=True),
        State.DONE: Stage(key="done", understood=True, closed=True),
        State.WITHDRAWN: Stage(key="withdrawn", closed=True, taken_back=True),
    },
    # Somebody else has it now; and what was said anew is to be confirmed anew.
    renews=frozenset({(State.SENT, Event.REASSIGN), (State.SAID, Event.SAY)}),
)

BEGUN = State.SENT
"""Where a hand-over begins."""

OPEN = HANDOVER.where(lambda stage: not stage.closed)
"""Those that somebody still has, for queries."""

ASKED_AND_ANSWERED = frozenset({Event.ASK, Event.REPLY, Event.REASSIGN})
"""What opens a question of a developer, and what closes it: whoever has it next asks anew."""

OF_THE_REQUESTER = frozenset({Event.MEANT, Event.NOT_MEANT})
"""What whoever asked says of the brief."""

OF_THE_DEVELOPER = frozenset({Event.SAY, Event.START, Event.WAIT, Event.READY, Event.ASK})
"""What the developer does who has it."""

OF_THE_DESK = frozenset(
    {
        Event.CONFIRM,
        Event.CORRECT,
        Event.SEND_BACK,
        Event.FINISH,
        Event.WITHDRAW,
        Event.REASSIGN,
        Event.REPLY,
    }
)
"""What product managers do."""
