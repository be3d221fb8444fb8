"""The way of a recognition: nobody is asked twice, silence posts nothing, what is down stays down."""

import pytest

from bot.domain.reviews.recognition_way import BEGUN, RECOGNITION, Event, State
from bot.errors import Refusal

AFTER = {
    State.ASKED: {
        Event.ASK: State.ASKED,
        Event.REWORD: State.ASKED,
        Event.AGREE: State.AGREED,
        Event.DECLINE: State.DECLINED,
    },
    State.AGREED: {
        Event.REWORD: State.ASKED,
        Event.DECLINE: State.DECLINED,
        Event.TAKE_DOWN: State.TAKEN_DOWN,
    },
    State.DECLINED: {Event.AGREE: State.AGREED},
    State.TAKEN_DOWN: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_what_can_happen_in_each_state(state: State, event: Event) -> None:
    if event in AFTER[state]:
        assert RECOGNITION.after(state, event) is AFTER[state][event]
    else:
        with pytest.raises(Refusal, match=r"recognition\.not_now"):
            RECOGNITION.after(state, event)


def test_only_a_yes_posts_and_only_they_themselves_come_back_to_a_no() -> None:
    assert {state for state in State if RECOGNITION.stage(state).agreed} == {State.AGREED}
    assert {state for state in State if RECOGNITION.stage(state).asks} == {State.ASKED, State.DECLINED}
    assert {state for state in State if RECOGNITION.stage(state).rewords} == {State.ASKED, State.AGREED}
    assert BEGUN is State.ASKED
