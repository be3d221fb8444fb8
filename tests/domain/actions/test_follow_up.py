"""What a check-in says of actions, and how a digest arranges them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.actions.action import ActionKind, Followed
from bot.domain.actions.became import Helped
from bot.domain.actions.follow_up import (
    Said,
    TypedFollow,
    as_kept,
    choices_of,
    field_of,
    in_digest,
    of_kept,
    problems,
    said_in,
)
from bot.domain.actions.way import Event, State
from tests.builders.acting import MONDAY
from tests.builders.actions import action, listed


def test_what_is_chosen_is_said_and_what_was_left_alone_is_not() -> None:
    typed = {7: TypedFollow(how="stick", line=" no \n time "), 8: TypedFollow(), 9: TypedFollow(how="pay")}

    assert list(said_in(typed)) == [Said(action_id=7, event=Event.STICK, line="no time")]
    assert of_kept(as_kept(typed)) == typed
    assert list(problems(typed)) == []


@pytest.mark.parametrize(
    ("typed", "code", "part"),
    [
        (TypedFollow(line="a line"), "action.how", "how"),
        (TypedFollow(how="stick", line="x" * 201), "action.too_long", "line"),
        (TypedFollow(how="turn_down", line=" :+1: "), "action.why_not", "line"),
    ],
)
def test_a_line_belongs_to_a_choice_and_is_short(typed: TypedFollow, code: str, part: str) -> None:
    assert [(each.code, each.field) for each in problems({7: typed})] == [(code, field_of(7, part))]


def test_stuck_ones_stand_first_then_late_ones_of_the_rest_only_how_many() -> None:
    def said(event: Event) -> Followed:
        return Followed(event=event, by="Chen Jie", at=MONDAY)

    stuck = listed(id=1, last=said(Event.STICK))
    late = listed(id=2, due_on=MONDAY.date() - timedelta(days=3), last=said(Event.GO_ON))
    going = listed(id=3, last=said(Event.GO_ON))
    done = listed(State.DONE, id=4, last=said(Event.FINISH))

    declined = listed(State.TURNED_DOWN, id=6, last=said(Event.TURN_DOWN))
    learnt = listed(State.DONE, id=7, kind=ActionKind.TRAINING, last=said(Event.FINISH))
    waiting = listed(State.OFFERED, id=8, kind=ActionKind.TRAINING)

    every = [declined, going, late, learnt, stuck, done, waiting, listed(id=5)]
    found = in_digest(every, now=MONDAY)

    assert [each.action.id for each in found.pressing] == [1, 2, 6]
    assert [each.action.id for each in found.ended] == [7]
    assert (found.on_the_way, found.done, found.unsaid, found.unanswered, found.total) == (1, 1, 1, 1, 8)


def test_what_is_offered_is_taken_up_or_not_and_what_is_learnt_is_done_with_what_became_of_it() -> None:
    def values(**rest: Any) -> list[str]:
        return [each.value for each in choices_of(action(**rest))]

    assert values(state=State.OFFERED, kind=ActionKind.TRAINING) == ["take_up", "turn_down"]
    assert values() == ["finish", "go_on", "stick"]
    helped = ["finish.yes", "finish.partly", "finish.no", "go_on", "stick"]
    assert values(kind=ActionKind.TRAINING) == values(kind=ActionKind.MENTORING) == helped
    assert list(said_in({7: TypedFollow(how="finish.partly", line="for figures")})) == [
        Said(action_id=7, event=Event.FINISH, line="for figures", helped=Helped.PARTLY)
    ]
