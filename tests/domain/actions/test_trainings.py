"""What is said of a training that is offered."""

import pytest

from bot.domain.actions.trainings import WHY, Answer, answer_of, read_why
from bot.domain.actions.way import Event, State
from bot.domain.history import Entry
from bot.errors import Refusal
from tests.builders.acting import MONDAY


def happened(*events: Event) -> list[Entry[State, Event]]:
    return [
        Entry(
            number=number,
            event=event,
            from_state=State.OFFERED,
            to_state=State.OPEN,
            by_id=1,
            at=MONDAY,
            note=None,
        )
        for number, event in enumerate(events, start=1)
    ]


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ((Event.OFFER,), Answer.WAITING),
        ((Event.OFFER, Event.DROP), Answer.WAITING),
        ((Event.OFFER, Event.TURN_DOWN), Answer.DECLINED),
        ((Event.OFFER, Event.TAKE_UP, Event.FINISH), Answer.TAKEN_UP),
        # Of before it was asked.
        ((Event.WRITE, Event.FINISH), Answer.TAKEN_UP),
    ],
)
def test_whether_it_was_taken_up_stands_in_its_history(events: tuple[Event, ...], answer: Answer) -> None:
    assert answer_of(happened(*events)) is answer


@pytest.mark.parametrize(("text", "code"), [(" \n ", "action.why_not"), ("x" * 201, "action.too_long")])
def test_why_not_is_a_line(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_why(text)

    assert (refused.value.code, refused.value.field) == (code, WHY)
    assert read_why(" learnt\nalready ") == "learnt already"
