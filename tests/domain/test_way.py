"""Any way: where an event leads, what is possible, what a state means, when a step begins anew."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from bot.domain.way import Way
from bot.errors import Refusal


class State(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Event(StrEnum):
    SHUT = "shut"
    KNOCK = "knock"
    PASS_ON = "pass_on"


@dataclass(frozen=True, kw_only=True)
class Stage:
    name: str
    closed: bool = False


STAGES = {State.OPEN: Stage(name="open"), State.SHUT: Stage(name="shut", closed=True)}
DOOR = Way[State, Event, Stage](
    subject="door",
    transitions={
        (State.OPEN, Event.SHUT): State.SHUT,
        (State.OPEN, Event.KNOCK): State.OPEN,
        (State.OPEN, Event.PASS_ON): State.OPEN,
        (State.SHUT, Event.KNOCK): State.SHUT,
    },
    stages=STAGES,
    renews=frozenset({(State.OPEN, Event.PASS_ON)}),
)


def test_an_event_leads_to_its_state() -> None:
    assert DOOR.after(State.OPEN, Event.SHUT) is State.SHUT
    assert DOOR.after(State.SHUT, Event.KNOCK) is State.SHUT


def test_what_is_not_possible_is_refused_by_the_name_of_the_subject() -> None:
    with pytest.raises(Refusal) as refused:
        DOOR.after(State.SHUT, Event.SHUT)

    assert refused.value.code == "door.not_now"
    assert refused.value.facts == {"state": State.SHUT, "event": Event.SHUT}


def test_what_is_possible_is_what_leads_somewhere() -> None:
    assert DOOR.possible(State.OPEN) == {Event.SHUT, Event.KNOCK, Event.PASS_ON}
    assert DOOR.possible(State.SHUT) == {Event.KNOCK}


@pytest.mark.parametrize(
    ("state", "event", "anew"),
    [
        (State.OPEN, Event.SHUT, True),
        (State.OPEN, Event.KNOCK, False),
        (State.OPEN, Event.PASS_ON, True),
        (State.SHUT, Event.KNOCK, False),
    ],
)
def test_a_step_begins_anew_in_another_state_or_in_other_hands(
    state: State, event: Event, anew: bool
) -> None:
    assert DOOR.begins_anew(state, event) is anew


def test_a_step_that_is_not_possible_does_not_begin() -> None:
    with pytest.raises(Refusal, match="not_now"):
        DOOR.begins_anew(State.SHUT, Event.PASS_ON)


def test_a_state_means_its_stage_and_is_found_by_what_it_means() -> None:
    assert DOOR.stage(State.SHUT) == Stage(name="shut", closed=True)
    assert DOOR.where(lambda stage: stage.closed) == {State.SHUT}
    assert DOOR.where(lambda _: True) == set(State)


def test_a_state_without_a_stage_is_no_way() -> None:
    with pytest.raises(ValueError, match="no stage for shut"):
        Way[State, Event, Stage](
            subject="door",
            transitions={(State.OPEN, Event.SHUT): State.SHUT},
            stages={State.OPEN: STAGES[State.OPEN]},
        )
