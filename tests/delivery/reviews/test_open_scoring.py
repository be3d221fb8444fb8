"""What HR hears of a cycle that was opened for scoring."""

from datetime import UTC, date, datetime

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.open_scoring import on_joined_late, on_not_ready
from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Role
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.notices import JoinedLate, NotReadyForScoring
from bot.domain.reviews.way import State
from bot.services.reviews.open_scoring import open_due_scoring
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow
from tests.builders.approval import CUSTOMER, OWN, TEAMWORK, scored
from tests.builders.shipped import load_scheme
from tests.builders.world import World

MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)
LATE = datetime(2027, 4, 20, 2, 0, tzinfo=UTC)


def not_ready(world: World, cycle_id: int) -> Outgoing | None:
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=world.store.policy, now=MARCH)
        return on_not_ready(at, NotReadyForScoring(to=world.people.hr.id, cycle_id=cycle_id))


def joined_late(world: World, review_id: int, *, now: datetime = LATE) -> Outgoing | None:
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=world.store.policy, now=now)
        return on_joined_late(at, JoinedLate(to=world.people.hr.id, review_id=review_id))


@pytest.fixture
def cycle_id(world: World) -> int:
    """Open for scoring: Wu Min is not ready."""
    world.open_goals(world.people.employee, world.people.colleague)
    world.goals_at(GoalsState.AGREED)
    open_due_scoring(world.acting(at=MARCH))
    return world.goals_of(world.people.colleague).cycle_id


def test_hr_reads_who_is_not_scored_and_why(world: World, cycle_id: int) -> None:
    told = not_ready(world, cycle_id)

    assert told is not None
    assert told.person == world.people.hr
    assert told.message.text == "2027 Q1 is open for scoring; one person is not scored yet"
    assert "is not signed by both: Wu Min." in str(told.message.blocks)


def test_nothing_is_said_where_everybody_is_ready_by_then(world: World, cycle_id: int) -> None:
    world.goals_at(GoalsState.AGREED, of=world.people.colleague, at=MARCH)

    assert not_ready(world, cycle_id) is None


def test_nothing_is_said_to_who_is_not_of_hr_any_more_or_of_a_cycle_that_is_gone(
    world: World, cycle_id: int
) -> None:
    with world.store.begin() as unit:
        unit.session.get_one(CycleRow, cycle_id).withdrawn_at = MARCH
    assert not_ready(world, cycle_id) is None

    with world.store.begin() as unit:
        unit.session.get_one(CycleRow, cycle_id).withdrawn_at = None
        unit.session.get_one(PersonRow, world.people.hr.id).roles = frozenset({Role.ADMIN})
    assert not_ready(world, cycle_id) is None


def test_hr_reads_who_has_little_time_and_how_to_give_more(world: World, cycle_id: int) -> None:
    world.goals_at(GoalsState.AGREED, of=world.people.colleague, at=LATE)
    review = world.review_of(world.people.colleague)

    told = joined_late(world, review.id)
    over = joined_late(world, review.id, now=datetime(2027, 4, 24, 2, 0, tzinfo=UTC))

    assert told is not None
    assert over is not None
    assert told.person == world.people.hr
    assert "taken until Thu 22 Apr, which leaves less time than is usual" in told.message.text
    assert "`/review extend 2027Q1`" in told.message.text
    assert "closed on Thu 22 Apr" in over.message.text
    assert "`/review reopen Wu Min until 2027-05-08 because …`" in over.message.text


def test_nothing_is_said_once_they_have_handed_in(world: World, cycle_id: int) -> None:
    with world.store.begin() as unit:
        unit.session.get_one(CycleRow, cycle_id).self_score_closes = date(2027, 4, 30)
    world.goals_at(GoalsState.AGREED, of=world.people.colleague, at=LATE)
    review = world.review_of(world.people.colleague)
    world.hand_in(review, own=own_of(world, review.id), at=LATE)

    assert world.reload(review).state is State.SELF_SCORED
    assert joined_late(world, review.id) is None


def own_of(world: World, review_id: int) -> dict[Item, ItemScore]:
    """A score for everything that this review asks for."""
    with world.store.read() as unit:
        kpis = unit.reviews.basis(unit.reviews.look(review_id), load_scheme("kpi-values")).kpis
    own = {("kpi", each.key): scored("3.5", actual="3.6 %") for each in kpis}
    return {**own, CUSTOMER: OWN[CUSTOMER], TEAMWORK: OWN[TEAMWORK]}
