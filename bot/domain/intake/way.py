"""The way of a website request."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """Where a request is."""

    NEW = "new"
    ASKED = "asked"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    DONE = "done"
    BLOCKED = "blocked"
    JOINED = "joined"
    LAPSED = "lapsed"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class Event(StrEnum):
    """What can happen to a request, or be said about it. `confirm`: what is done is settled, says whoever
    asked; `expire`: they said neither that nor anything else.
    """

    FILE = "file"
    ASK = "ask"
    REPLY = "reply"
    ACCEPT = "accept"
    ANSWER = "answer"
    DECLINE = "decline"
    FINISH = "finish"
    REOPEN = "reopen"
    HAND_OVER = "hand_over"
    AMEND = "amend"
    REMOVE = "remove"
    HIDE = "hide"
    SHOW = "show"
    TAKE = "take"
    LATER = "later"
    BACK = "back"
    BLOCK = "block"
    RESUME = "resume"
    JOIN = "join"
    SPLIT = "split"
    LAPSE = "lapse"
    UNDO = "undo"
    ASSESS = "assess"
    BRIEF = "brief"
    CONFIRM = "confirm"
    EXPIRE = "expire"


class Party(StrEnum):
    """Whose move it can be."""

    REQUESTER = "requester"
    OWNER = "owner"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `key` names its words. `move`: what waits to be done by `mover`; None where nothing is waited for.
    `answer_owed`: the hour of the first answer binds. `promised`: the day promised with the acceptance
    binds. `closed`: settled, until it is reopened. `joined`: answered where the original is. `blocked`:
    accepted, and it cannot go on: it waits for something that is neither the desk's nor the requester's.
    `to_confirm`: done, says the desk, and the requester has not said yet whether it is settled. `final`: it
    is reopened for a while only.
    """

    key: str
    move: Kind | None = None
    mover: Party | None = None
    answer_owed: bool = False
    promised: bool = False
    closed: bool = False
    blocked: bool = False
    joined: bool = False
    to_confirm: bool = False
    final: bool = False


_DESK = (Event.ASK, Event.ACCEPT, Event.ANSWER, Event.DECLINE)
_OPEN = (State.NEW, State.ASKED, State.ACCEPTED, State.BLOCKED)
_FINAL = (State.CONFIRMED, State.UNCONFIRMED)
_CLOSED = (State.ANSWERED, State.DECLINED, State.DONE, State.JOINED, *_FINAL)
_AT_THE_DESK = (State.NEW, State.ACCEPTED, State.BLOCKED)
"""Where nobody is waited for of whom the desk would hear by itself."""

REQUEST = Way[State, Event, Stage](
    subject="request",
    transitions={
        (State.NEW, Event.FILE): State.NEW,
        (State.NEW, Event.ASK): State.ASKED,
        (State.NEW, Event.REPLY): State.NEW,
        (State.NEW, Event.ACCEPT): State.ACCEPTED,
        (State.NEW, Event.ANSWER): State.ANSWERED,
        (State.NEW, Event.DECLINE): State.DECLINED,
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.REPLY): State.NEW,
        (State.ASKED, Event.ACCEPT): State.ACCEPTED,
        (State.ASKED, Event.ANSWER): State.ANSWERED,
        (State.ASKED, Event.DECLINE): State.DECLINED,
        (State.ACCEPTED, Event.ASK): State.ACCEPTED,
        (State.ACCEPTED, Event.REPLY): State.ACCEPTED,
        (State.ACCEPTED, Event.ANSWER): State.ANSWERED,
        (State.ACCEPTED, Event.DECLINE): State.DECLINED,
        (State.ACCEPTED, Event.FINISH): State.DONE,
        (State.ACCEPTED, Event.BLOCK): State.BLOCKED,
        (State.BLOCKED, Event.RESUME): State.ACCEPTED,
        (State.BLOCKED, Event.ASK): State.BLOCKED,
        (State.BLOCKED, Event.REPLY): State.BLOCKED,
        (State.BLOCKED, Event.ANSWER): State.ANSWERED,
        (State.BLOCKED, Event.DECLINE): State.DECLINED,
        (State.BLOCKED, Event.FINISH): State.DONE,
        # What is written under a closed request is passed on and leaves it closed; the button reopens.
        **{(state, Event.REPLY): state for state in _CLOSED},
        **{(state, Event.REOPEN): State.NEW for state in _CLOSED},
        # Whatever was written can be edited, or deleted, later.
        **{(state, event): state for state in State for event in (Event.AMEND, Event.REMOVE)},
        # Whether what is done is settled, its requester says; where they do not, it is closed all the same.
        (State.DONE, Event.CONFIRM): State.CONFIRMED,
        (State.DONE, Event.EXPIRE): State.UNCONFIRMED,
        # What was closed because no answer came is opened by whatever answer comes.
        (State.ASKED, Event.LAPSE): State.LAPSED,
        (State.LAPSED, Event.REPLY): State.NEW,
        (State.LAPSED, Event.REOPEN): State.NEW,
        **{(state, Event.JOIN): State.JOINED for state in _OPEN},
        **{(state, Event.SPLIT): state for state in _OPEN},
        # An open request finds a new owner where the one it had has left.
        **{(state, Event.HAND_OVER): state for state in _OPEN},
        # Who reads it has nothing to do with where it is.
        **{(state, event): state for state in State for event in (Event.HIDE, Event.SHOW)},
        # A product manager takes it on, or over; it stands where it stood.
        **{(state, Event.TAKE): state for state in _OPEN},
        # Put off, it stands in the queue again later: at its hour, or when somebody wants it to.
        **{(state, event): state for state in _AT_THE_DESK for event in (Event.LATER, Event.BACK)},
        # It is judged and translated as long as something is to be done about it.
        **{(state, event): state for state in _OPEN for event in (Event.ASSESS, Event.BRIEF)},
    },
    stages={
        State.NEW: Stage(key="new", move=Kind.REQUEST, mover=Party.OWNER, answer_owed=True),
        State.ASKED: Stage(key="asked", move=Kind.REPLY, mover=Party.REQUESTER),
        State.ACCEPTED: Stage(key="accepted", promised=True),
        State.ANSWERED: Stage(key="answered", closed=True),
        State.DECLINED: Stage(key="declined", closed=True),
        State.DONE: Stage(
            key="done", move=Kind.CONFIRMATION, mover=Party.REQUESTER, closed=True, to_confirm=True
        ),
        State.CONFIRMED: Stage(key="confirmed", closed=True, final=True),
        State.UNCONFIRMED: Stage(key="unconfirmed", closed=True, final=True),
        State.BLOCKED: Stage(key="blocked", promised=True, blocked=True),
        State.JOINED: Stage(key="joined", closed=True, joined=True),
        State.LAPSED: Stage(key="lapsed", closed=True),
    },
    # Asking again begins the wait for an answer anew; a new owner has the request from now on.
    renews=frozenset({(State.ASKED, Event.ASK), (State.NEW, Event.HAND_OVER)}),
    undoable=frozenset({*_DESK, Event.FINISH, Event.JOIN}),
)

FILED = State.NEW
"""Where a request begins."""

UNSETTLED = REQUEST.where(lambda stage: not stage.closed)
ANSWER_OWED = REQUEST.where(lambda stage: stage.answer_owed)
PROMISED = REQUEST.where(lambda stage: stage.promised)
JOINED = REQUEST.where(lambda stage: stage.joined)
WAITS_FOR_REQUESTER = REQUEST.where(lambda stage: stage.mover is Party.REQUESTER and not stage.closed)
FINAL = REQUEST.where(lambda stage: stage.final)
UNFINISHED = REQUEST.where(lambda stage: not stage.closed or stage.move is not None)
"""Those of which somebody may still be owed something."""
TO_CONFIRM = REQUEST.where(lambda stage: stage.to_confirm)
"""Sets of states, for queries."""

DESK_EVENTS = frozenset({*_DESK, Event.FINISH, Event.BLOCK, Event.RESUME})
"""What product managers do, with a text that the requester reads."""

TAKES = frozenset({*DESK_EVENTS, Event.TAKE})
"""With these a product manager has a request for certain; before, it lies with whoever was on duty."""

ANSWERS = DESK_EVENTS | {Event.JOIN}
"""By which the requester has heard of the desk."""

RETOLD = frozenset({Event.JOIN, Event.SPLIT, Event.LAPSE, Event.UNDO, Event.EXPIRE})
"""What else the requester reads of it, without words of anybody's."""
REQUESTER_STEPS = frozenset({Event.REPLY, Event.REOPEN})
"""What the requester does to a request that was filed."""

CHANGES = frozenset({Event.AMEND, Event.REMOVE})
"""What became of a reply that was passed on."""

WRITTEN = REQUESTER_STEPS | CHANGES
"""What stands in the thread of the desk's card."""

REQUESTER_EVENTS = frozenset({Event.FILE, *WRITTEN, Event.CONFIRM})
"""What the requester does."""

AMONG_COLLEAGUES = frozenset({Event.LATER, Event.BACK, Event.ASSESS, Event.BRIEF})
"""What the desk does among itself: no step of which the requester hears or reads."""

BY_ITSELF = frozenset({Event.LAPSE, Event.EXPIRE})
"""What Steward does, and says."""

VISIBILITY_EVENTS = frozenset({Event.HIDE, Event.SHOW})
"""What changes who reads it, and nothing else."""

BRINGS_BACK = frozenset({*DESK_EVENTS, *REQUESTER_STEPS, Event.BACK})
"""After these a request that was put off is put off no more."""
