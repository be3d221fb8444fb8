"""The way of a website request: which event is possible in which state."""

from enum import StrEnum

from bot.errors import Refusal


class State(StrEnum):
    """Where a request stands."""

    NEW = "new"
    ASKED = "asked"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    DONE = "done"


class Event(StrEnum):
    """What can happen to a request, or be said about it."""

    FILE = "file"
    ASK = "ask"
    REPLY = "reply"
    ACCEPT = "accept"
    ANSWER = "answer"
    DECLINE = "decline"
    FINISH = "finish"
    REOPEN = "reopen"


TRANSITIONS: dict[tuple[State, Event], State] = {
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
    # What a requester writes under a closed request is passed on and leaves it closed; the button reopens.
    (State.ANSWERED, Event.REPLY): State.ANSWERED,
    (State.DECLINED, Event.REPLY): State.DECLINED,
    (State.DONE, Event.REPLY): State.DONE,
    (State.ANSWERED, Event.REOPEN): State.NEW,
    (State.DECLINED, Event.REOPEN): State.NEW,
    (State.DONE, Event.REOPEN): State.NEW,
}

CLOSED = frozenset({State.ANSWERED, State.DECLINED, State.DONE})

DESK_EVENTS = frozenset({Event.ASK, Event.ACCEPT, Event.ANSWER, Event.DECLINE, Event.FINISH})
"""What product managers do, with a text that the requester reads; everything else is the requester's."""


def after(state: State, event: Event) -> State:
    """The state that `event` leads to. Raises Refusal("request.not_now") where it is not possible."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refusal("request.not_now", state=state, event=event) from None


def possible(state: State) -> frozenset[Event]:
    """The events that can happen in a state: what a card may offer."""
    return frozenset(event for origin, event in TRANSITIONS if origin is state)
