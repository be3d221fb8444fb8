"""The way of a project: discussed, decided, started, paused, stopped."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """Where a project is. Declined: decided against; stopped: given up after it was decided."""

    DISCUSSING = "discussing"
    DECIDED = "decided"
    STARTED = "started"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    DECLINED = "declined"


class Event(StrEnum):
    """What can happen to it. `argue`: a line for or against; `amend`: its author edits one; `invite`: who
    takes part is chosen anew; `discuss`: what was given up, or decided, is discussed again.
    """

    OPEN = "open"
    INVITE = "invite"
    ARGUE = "argue"
    AMEND = "amend"
    ESTIMATE = "estimate"
    DECIDE = "decide"
    DECLINE = "decline"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISH = "finish"
    DISCUSS = "discuss"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means.

    `key` names its words. `move`: what the product manager owes who has the request; `word`: what those
    owe who take part. `decided`: a decision for it holds. `started`: development has begun; `paused`: it
    stands still. `closed`: nothing is waited for any more.
    """

    key: str
    move: Kind | None = None
    word: Kind | None = None
    decided: bool = False
    started: bool = False
    paused: bool = False
    closed: bool = False


_BEFORE = (State.DISCUSSING, State.DECIDED)
"""Nothing was begun: what is on record can still be completed."""

PROJECT = Way[State, Event, Stage](
    subject="project",
    transitions={
        (State.DISCUSSING, Event.OPEN): State.DISCUSSING,
        **{
            (state, event): state
            for state in _BEFORE
            for event in (Event.INVITE, Event.ARGUE, Event.AMEND, Event.ESTIMATE)
        },
        (State.DISCUSSING, Event.DECIDE): State.DECIDED,
        (State.DISCUSSING, Event.DECLINE): State.DECLINED,
        (State.DISCUSSING, Event.STOP): State.STOPPED,
        (State.DECIDED, Event.START): State.STARTED,
        (State.DECIDED, Event.STOP): State.STOPPED,
        (State.STARTED, Event.ESTIMATE): State.STARTED,
        (State.STARTED, Event.PAUSE): State.PAUSED,
        (State.STARTED, Event.STOP): State.STOPPED,
        (State.STARTED, Event.FINISH): State.DONE,
        (State.PAUSED, Event.RESUME): State.STARTED,
        (State.PAUSED, Event.STOP): State.STOPPED,
        (State.PAUSED, Event.FINISH): State.DONE,
        **{
            (state, Event.DISCUSS): State.DISCUSSING
            for state in (State.DECIDED, State.DECLINED, State.STOPPED)
        },
    },
    stages={
        State.DISCUSSING: Stage(key="discussing", move=Kind.DECISION, word=Kind.ARGUMENT),
        State.DECIDED: Stage(key="decided", decided=True),
        State.STARTED: Stage(key="started", decided=True, started=True),
        State.PAUSED: Stage(key="paused", decided=True, started=True, paused=True),
        State.DONE: Stage(key="done", decided=True, started=True, closed=True),
        State.STOPPED: Stage(key="stopped", closed=True),
        State.DECLINED: Stage(key="declined", closed=True),
    },
)

BEGUN = State.DISCUSSING
"""Where a project begins."""

OPEN = PROJECT.where(lambda stage: not stage.closed)
"""Those of which something is still to come, for queries."""

DISCUSSED = PROJECT.where(lambda stage: stage.move is not None)
"""Those that are to be decided, for queries."""

WITH_A_REASON = frozenset({Event.PAUSE, Event.STOP, Event.DISCUSS})
"""What nobody does without saying why."""

AT_ONCE = frozenset({Event.START, Event.RESUME})
"""What is done by a click."""

HEARD = frozenset(
    {
        Event.OPEN,
        Event.DECIDE,
        Event.DECLINE,
        Event.START,
        Event.PAUSE,
        Event.RESUME,
        Event.STOP,
        Event.DISCUSS,
    }
)
"""What everybody hears whom it concerns; that it is done they hear by the request."""

SAID = (HEARD - {Event.OPEN}) | {Event.ESTIMATE, Event.FINISH}
"""What is said in the thread of its card."""
