"""Whoever joins a cycle that has closed for self-scores: nothing is owed that cannot be done, HR hears of it,
and each way in which HR can go on has its end.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.obligations import Kind
from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.goals.agreement import sign
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.not_rated import close_unrated
from bot.services.reviews.of_one import Named
from bot.services.reviews.open_scoring import open_due_scoring
from bot.services.reviews.reopen import reopen
from bot.services.reviews.self_score import open_self_score
from tests.builders.world import World

MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)
CLOSED = datetime(2027, 4, 26, 2, 0, tzinfo=UTC)
"""A Monday; self-scores were taken until the Thursday before."""
NEXT_DAY = datetime(2027, 4, 27, 2, 0, tzinfo=UTC)
MAY = date(2027, 5, 14)
WU = Named(called="Wu Min")


def joins(world: World) -> Review:
    """Wu Min's sheet is signed by both once the cycle has closed; Chen Jie has not handed in either."""
    people = world.people
    world.open_goals(people.employee, people.colleague)
    world.goals_at(GoalsState.AGREED)
    open_due_scoring(world.acting(at=MARCH))
    goals = world.goals_at(GoalsState.SENT, of=people.colleague)
    assert goals.sheet_id is not None
    sign(world.acting(people.manager, at=CLOSED), goals_id=goals.id, sheet_id=goals.sheet_id)
    return world.review_of(people.colleague)


def owed(world: World) -> list[date]:
    who = world.people.colleague
    with world.store.read() as unit:
        all_of_it = owed_by(unit, who, world.acting(who, at=NEXT_DAY))
    return [each.due_on for each in all_of_it if each.kind is Kind.SELF_SCORE]


def closes(world: World, review: Review) -> date:
    form = open_self_score(world.acting(world.people.colleague, at=NEXT_DAY), review_id=review.id)
    return form.cycle.self_score_closes


def test_nothing_is_owed_and_hr_hears_of_it(world: World) -> None:
    review = joins(world)

    assert ("JoinedLate", world.people.hr.id) in world.notices()
    assert owed(world) == []
    with pytest.raises(Refusal) as refused:
        closes(world, review)
    assert (refused.value.code, refused.value.facts["ask"]) == ("self_score.too_late", "Zhou Jing")
    assert rebuild(world.acting(at=NEXT_DAY)) == 0


def for_all(world: World) -> None:
    extend_cycle(world.acting(world.people.hr, at=CLOSED), name="2027Q1", closes=MAY, reason="Late sheets.")


def for_one(world: World) -> None:
    reopen(world.acting(world.people.hr, at=CLOSED), named=WU, until=MAY, reason="Signed late.")


@pytest.mark.parametrize("gives_time", [for_all, pytest.param(for_one, marks=pytest.mark.soak)])
def test_more_time_for_all_or_for_one_lets_them_hand_in(
    world: World, gives_time: Callable[[World], None]
) -> None:
    review = joins(world)

    gives_time(world)

    assert (owed(world), closes(world, review)) == ([MAY], MAY)
    assert rebuild(world.acting(at=NEXT_DAY)) == 0
    form = open_self_score(world.acting(world.people.colleague, at=NEXT_DAY), review_id=review.id)
    score = ItemScore(score=Decimal("3.5"), actual="98", evidence="Seen in the report.")
    own = {item: score for step in form.steps for item in step.scored}
    assert world.hand_in(review, own=own, at=NEXT_DAY).state is State.SELF_SCORED


@pytest.mark.soak
def test_whoever_joins_once_it_is_open_again_has_until_the_new_day(world: World) -> None:
    people = world.people
    world.open_goals(people.employee, people.colleague)
    world.goals_at(GoalsState.AGREED)
    open_due_scoring(world.acting(at=MARCH))
    for_all(world)
    goals = world.goals_at(GoalsState.SENT, of=people.colleague)
    assert goals.sheet_id is not None

    sign(world.acting(people.manager, at=CLOSED), goals_id=goals.id, sheet_id=goals.sheet_id)

    assert (owed(world), closes(world, world.review_of(people.colleague))) == ([MAY], MAY)


@pytest.mark.soak
def test_without_more_time_hr_ends_it_without_a_score(world: World) -> None:
    review = joins(world)

    close_unrated(world.acting(world.people.hr, at=CLOSED), named=WU, reason="Signed too late.")

    assert world.reload(review).state is State.NOT_RATED
    assert rebuild(world.acting(at=NEXT_DAY)) == 0
