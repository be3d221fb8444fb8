"""The way of a review: which event is possible in which state."""

from enum import StrEnum

from bot.errors import Refusal


class State(StrEnum):
    """Where a review stands. Later steps of domain.md §8 join as they are built."""

    GOALS_AGREED = "goals_agreed"
    SELF_SCORED = "self_scored"
    MORE_ASKED = "more_asked"
    SCORED = "scored"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a review."""

    OPEN = "open"
    SUBMIT = "submit"
    ADJUST = "adjust"
    ASK_FOR_MORE = "ask_for_more"
    APPROVE = "approve"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.GOALS_AGREED, Event.OPEN): State.GOALS_AGREED,
    (State.GOALS_AGREED, Event.SUBMIT): State.SELF_SCORED,
    (State.SELF_SCORED, Event.ADJUST): State.SELF_SCORED,
    (State.SELF_SCORED, Event.ASK_FOR_MORE): State.MORE_ASKED,
    (State.MORE_ASKED, Event.SUBMIT): State.SELF_SCORED,
    (State.SELF_SCORED, Event.APPROVE): State.SCORED,
    # A review follows its person to a new manager until it is scored.
    (State.GOALS_AGREED, Event.HAND_OVER): State.GOALS_AGREED,
    (State.SELF_SCORED, Event.HAND_OVER): State.SELF_SCORED,
    (State.MORE_ASKED, Event.HAND_OVER): State.MORE_ASKED,
    # With its whole cycle, while nobody in it has handed in.
    (State.GOALS_AGREED, Event.WITHDRAW): State.WITHDRAWN,
}

OWED_BY_EMPLOYEE = frozenset({State.GOALS_AGREED, State.MORE_ASKED})
OWED_BY_MANAGER = frozenset({State.SELF_SCORED})
UNFINISHED = OWED_BY_EMPLOYEE | OWED_BY_MANAGER


def after(state: State, event: Event) -> State:
    """The state that `event` leads to. Raises Refusal("review.not_now") where it is not possible."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refusal("review.not_now", state=state, event=event) from None


def possible(state: State) -> frozenset[Event]:
    """The events that can happen in a state."""
    return frozenset(event for origin, event in TRANSITIONS if origin is state)
