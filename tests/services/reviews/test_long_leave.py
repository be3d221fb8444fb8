"""Whoever is on leave all the time until their self-score closes has the usual days once they are back."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.absences import Source
from bot.domain.reviews.way import State
from bot.services.obligations import rebuild
from bot.services.reviews.long_leave import wait_for_those_on_leave
from tests.builders.world import FRIDAY, World

LAST = date(2027, 2, 28)


def on_leave(world: World, first: date, last: date | None) -> None:
    with world.store.begin() as unit:
        unit.absences.add(
            [(world.people.employee.id, first, last)], source=Source.FILE, by_id=None, at=FRIDAY
        )


def test_the_days_move_once_and_again_where_the_leave_grows(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)
    on_leave(world, date(2026, 12, 21), LAST)

    assert [wait_for_those_on_leave(world.acting()) for _ in range(2)] == [1, 0]

    days = world.reload(review).days
    assert days is not None
    assert (days.self_score_closes, days.approval_due) == (date(2027, 3, 5), date(2027, 3, 12))
    assert ("ReviewReopened", world.people.employee.id) in world.notices()
    assert rebuild(world.acting()) == 0
    on_leave(world, date(2027, 3, 1), date(2027, 3, 31))
    assert wait_for_those_on_leave(world.acting(at=datetime(2027, 2, 26, 2, 0, tzinfo=UTC))) == 1


@pytest.mark.parametrize("state", [state for state in State if state is not State.GOALS_AGREED])
def test_what_was_handed_in_waits_for_nobody(world: World, state: State) -> None:
    review = world.review_at(state)
    on_leave(world, date(2026, 12, 21), LAST)

    assert wait_for_those_on_leave(world.acting()) == 0
    assert world.reload(review) == review


def test_a_leave_without_an_end_and_one_that_leaves_time_move_nothing(world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    on_leave(world, FRIDAY.date(), date(2027, 1, 20))

    assert wait_for_those_on_leave(world.acting()) == 0
