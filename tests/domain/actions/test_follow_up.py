"""What a check-in says of actions, and how a digest arranges them."""

from datetime import timedelta

import pytest

from bot.domain.actions.action import Followed
from bot.domain.actions.follow_up import (
    Said,
    TypedFollow,
    as_kept,
    field_of,
    in_digest,
    of_kept,
    problems,
    said_in,
)
from bot.domain.actions.way import Event, State
from tests.builders.acting import MONDAY
from tests.builders.actions import listed


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

    found = in_digest([going, late, stuck, done, listed(id=5)], now=MONDAY)

    assert [each.action.id for each in found.pressing] == [1, 2]
    assert (found.on_the_way, found.done, found.unsaid, found.total) == (1, 1, 1, 5)
