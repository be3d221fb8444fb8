"""The way of a recognition: its person is asked, says yes or not, and may have it taken down."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.way import Way


class State(StrEnum):
    """Where it is. Silence leaves it asked, and nothing is posted."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_DOWN = "taken_down"


class Event(StrEnum):
    """What can happen to it."""

    ASK = "ask"
    REWORD = "reword"
    AGREE = "agree"
    DECLINE = "decline"
    TAKE_DOWN = "take_down"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means. `asks`: a yes can be given. `agreed`: it goes out, or is out. `rewords`: the
    manager may write other words, of which the person is asked anew.
    """

    asks: bool = False
    agreed: bool = False
    rewords: bool = False


RECOGNITION = Way[State, Event, Stage](
    subject="recognition",
    transitions={
        (State.ASKED, Event.ASK): State.ASKED,
        (State.ASKED, Event.REWORD): State.ASKED,
        (State.ASKED, Event.AGREE): State.AGREED,
        (State.ASKED, Event.DECLINE): State.DECLINED,
        # Until it is posted they may change their mind, and other words may be asked about.
        (State.AGREED, Event.REWORD): State.ASKED,
        (State.AGREED, Event.DECLINE): State.DECLINED,
        (State.DECLINED, Event.AGREE): State.AGREED,
        (State.AGREED, Event.TAKE_DOWN): State.TAKEN_DOWN,
    },
    stages={
        State.ASKED: Stage(asks=True, rewords=True),
        State.AGREED: Stage(agreed=True, rewords=True),
        # Nobody is asked twice: only they themselves come back to it.
        State.DECLINED: Stage(asks=True),
        State.TAKEN_DOWN: Stage(),
    },
)

BEGUN = State.ASKED
"""Where it begins."""
