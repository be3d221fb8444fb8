"""The way of feedback: every event in every state, and what each state means."""

import pytest

from bot.domain.weeks.feedback_way import (
    FEEDBACK,
    FOR_HR,
    ON_RECORD,
    RECEIVED,
    UNANSWERED,
    Event,
    State,
)
from bot.errors import Refusal

POSSIBLE = {
    (State.KEPT, Event.KEEP): State.KEPT,
    (State.TOLD, Event.GIVE): State.TOLD,
    (State.KEPT, Event.TELL): State.TOLD,
    (State.TOLD, Event.ANSWER): State.ANSWERED,
    (State.KEPT, Event.TAKE_BACK): State.TAKEN_BACK,
    (State.TOLD, Event.TAKE_BACK): State.UNSAID,
    (State.KEPT, Event.LEAVE): State.KEPT,
    (State.TOLD, Event.LEAVE): State.TOLD,
    (State.KEPT, Event.RETURN): State.KEPT,
    (State.TOLD, Event.RETURN): State.TOLD,
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_what_can_happen(state: State, event: Event) -> None:
    if (state, event) in POSSIBLE:
        assert FEEDBACK.after(state, event) is POSSIBLE[state, event]
    else:
        with pytest.raises(Refusal, match=r"feedback\.not_now"):
            FEEDBACK.after(state, event)


@pytest.mark.parametrize(
    ("state", "told", "answered", "on_record", "can_be_taken_back"),
    [
        (State.KEPT, False, False, True, True),
        (State.TOLD, True, False, True, True),
        (State.ANSWERED, True, True, True, False),
        (State.TAKEN_BACK, False, False, False, False),
        (State.UNSAID, True, False, False, False),
    ],
)
def test_what_each_state_means(
    state: State, told: bool, answered: bool, on_record: bool, can_be_taken_back: bool
) -> None:
    stage = FEEDBACK.stage(state)

    assert (stage.told, stage.answered, stage.on_record) == (told, answered, on_record)
    assert stage.can_be_taken_back is can_be_taken_back


def test_the_sets_of_states() -> None:
    assert {State.KEPT, State.TOLD, State.ANSWERED} == ON_RECORD
    assert {State.TOLD, State.ANSWERED} == RECEIVED
    assert {State.KEPT, State.TOLD} == UNANSWERED
    assert {*ON_RECORD, State.UNSAID} == FOR_HR
