"""When an action is late, and who says how far it is."""

from datetime import UTC, datetime

import pytest

from bot.domain.actions.action import ActionsPage, may_answer, may_follow_up, may_take_up, may_withdraw
from bot.domain.actions.way import State
from bot.domain.people import Person
from tests.builders.actions import action, listed
from tests.builders.people import CHEN, LIU, WU


@pytest.mark.parametrize(
    ("moment", "state", "late"),
    [
        (datetime(2026, 12, 4, 15, 59, tzinfo=UTC), State.OPEN, False),
        (datetime(2026, 12, 4, 16, 0, tzinfo=UTC), State.OPEN, True),
        (datetime(2026, 12, 9, 2, 0, tzinfo=UTC), State.DONE, False),
        (datetime(2026, 12, 9, 2, 0, tzinfo=UTC), State.ASKED, False),
    ],
)
def test_it_is_late_once_its_day_is_over_where_its_owner_is(
    moment: datetime, state: State, late: bool
) -> None:
    assert listed(state).is_late(moment) is late


@pytest.mark.parametrize(
    ("reader", "state", "may"),
    [
        (CHEN, State.OPEN, True),
        (WU, State.OPEN, True),
        (LIU, State.OPEN, False),
        (CHEN, State.DONE, False),
        (WU, State.ASKED, False),
    ],
)
def test_whose_it_is_and_who_does_it_say_how_far_it_is(reader: Person, state: State, may: bool) -> None:
    assert may_follow_up(reader, action(state, owner_id=WU.id)) is may


def test_a_page_is_ones_own_where_it_is() -> None:
    assert ActionsPage(reader=CHEN, person=CHEN, listed=()).is_own
    assert not ActionsPage(reader=LIU, person=CHEN, listed=()).is_own


def test_whom_it_is_offered_to_may_change_their_mind_and_who_offered_it_until_then() -> None:
    offered, declined = action(State.OFFERED), action(State.TURNED_DOWN)

    assert [may_answer(CHEN, offered), may_take_up(CHEN, offered), may_withdraw(LIU, offered)] == [True] * 3
    assert [may_answer(CHEN, declined), may_take_up(CHEN, declined)] == [False, True]
    assert [may_take_up(LIU, declined), may_withdraw(LIU, declined), may_withdraw(WU, offered)] == [False] * 3
