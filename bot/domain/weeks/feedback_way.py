"""The way of a piece of feedback: told at once or kept for the talk, answered once, or taken back.

Source: domain.md §8.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.way import Way
from bot.domain.weeks.visibility import Reader, When, who_reads


class State(StrEnum):
    """How far it is. `UNSAID`: taken back, though whoever it is about had been told."""

    KEPT = "kept"
    TOLD = "told"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"
    UNSAID = "unsaid"


class Event(StrEnum):
    """What can happen to it. `LEAVE` and `RETURN`: whoever it is about, before it reached them."""

    KEEP = "keep"
    GIVE = "give"
    TELL = "tell"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    LEAVE = "leave"
    RETURN = "return"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `readers`: who reads it, from when on. `told`: whoever it is about was told. `answered`: they have
    answered. `on_record`: it counts as feedback that was given. `can_be_taken_back`: while there is time.
    """

    readers: Mapping[Reader, When]
    told: bool = False
    answered: bool = False
    on_record: bool = True
    can_be_taken_back: bool = False


FEEDBACK = Way[State, Event, Stage](
    subject="feedback",
    transitions={
        (State.KEPT, Event.KEEP): State.KEPT,
        (State.TOLD, Event.GIVE): State.TOLD,
        (State.KEPT, Event.TELL): State.TOLD,
        (State.TOLD, Event.ANSWER): State.ANSWERED,
        (State.KEPT, Event.TAKE_BACK): State.TAKEN_BACK,
        (State.TOLD, Event.TAKE_BACK): State.UNSAID,
        **{
            (state, event): state
            for state in (State.KEPT, State.TOLD)
            for event in (Event.LEAVE, Event.RETURN)
        },
    },
    stages={
        State.KEPT: Stage(readers=who_reads(told=False), can_be_taken_back=True),
        State.TOLD: Stage(readers=who_reads(told=True), told=True, can_be_taken_back=True),
        State.ANSWERED: Stage(readers=who_reads(told=True), told=True, answered=True),
        State.TAKEN_BACK: Stage(readers=who_reads(told=False, taken_back=True), on_record=False),
        State.UNSAID: Stage(readers=who_reads(told=True, taken_back=True), told=True, on_record=False),
    },
)

BEGINS = {Event.GIVE: State.TOLD, Event.KEEP: State.KEPT}
"""Where feedback begins, by how it is given."""

ON_RECORD = FEEDBACK.where(lambda stage: stage.on_record)
RECEIVED = FEEDBACK.where(lambda stage: stage.on_record and stage.told)
FOR_HR = FEEDBACK.where(lambda stage: stage.readers[Reader.HR] is When.NOW)
UNANSWERED = FEEDBACK.where(lambda stage: stage.on_record and not stage.answered)
"""Sets of states, for queries."""
