"""What follows from an event of feedback: whose cards are drawn anew, and who hears of it."""

from typing import Any

import pytest

from bot.domain.weeks.feedback_follows import FOLLOWS, TIME_IS_UP, FeedbackMoved
from bot.domain.weeks.feedback_way import Event, State
from tests.builders.feedback import feedback
from tests.builders.people import CHEN, LIU, WU

GIVERS, RECEIVERS = (CHEN.id, "feedback:7:2"), (WU.id, "feedback:7:3")


def follows(event: Event, state: State, *, by_id: int | None = CHEN.id) -> list[Any]:
    moved = FeedbackMoved(feedback=feedback(state), by_id=by_id)
    return [
        (notice.to, notice.card) if notice.kind == "CardStale" else (notice.to, notice.kind)
        for notice in FOLLOWS[event].notices(moved, because="7.1")
    ]


@pytest.mark.parametrize(
    ("event", "state", "expected"),
    [
        (Event.KEEP, State.KEPT, [GIVERS]),
        (Event.GIVE, State.TOLD, [RECEIVERS, GIVERS]),
        (Event.TELL, State.TOLD, [RECEIVERS, GIVERS]),
        (Event.ANSWER, State.ANSWERED, [RECEIVERS, GIVERS, (CHEN.id, "FeedbackAnswered")]),
        (Event.TAKE_BACK, State.UNSAID, [RECEIVERS, GIVERS]),
        (Event.TAKE_BACK, State.TAKEN_BACK, [GIVERS]),
        (Event.LEAVE, State.KEPT, [GIVERS, (CHEN.id, "FeedbackUndelivered")]),
        (Event.RETURN, State.KEPT, [GIVERS]),
        (Event.RETURN, State.TOLD, [RECEIVERS, GIVERS]),
    ],
)
def test_what_follows(event: Event, state: State, expected: list[Any]) -> None:
    assert follows(event, state) == expected


def test_its_giver_hears_where_the_manager_told_it() -> None:
    assert follows(Event.TELL, State.TOLD, by_id=LIU.id) == [RECEIVERS, GIVERS, (CHEN.id, "FeedbackTold")]


def test_once_it_cannot_be_taken_back_only_its_givers_copy_changes() -> None:
    notices = TIME_IS_UP.notices(FeedbackMoved(feedback=feedback()), because="7.time")

    assert [notice.to for notice in notices] == [CHEN.id]
