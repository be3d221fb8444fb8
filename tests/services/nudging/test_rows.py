"""What waits and what people were reminded of, read once."""

from datetime import UTC, datetime, timedelta

from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.policy import Policy
from bot.domain.reviews.way import State
from bot.services.nudging.rows import Rows, is_urgent, key_of, step_of
from storage.unit import Store
from tests.builders.nudges import was_nudged
from tests.builders.people import Company
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)


def test_of_the_people_asked_for_with_their_last_reminders_oldest_first(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee, people.colleague)
    days = [FRIDAY - timedelta(days=number) for number in range(9, -1, -1)]
    was_nudged(store, people.employee, *days)
    was_nudged(store, people.colleague, FRIDAY)

    with store.read() as unit:
        rows = Rows(unit, policy=Policy(), now=FRIDAY, only=[people.employee.id])
        everybody = Rows(unit, policy=Policy(), now=FRIDAY, only=None)

    assert set(rows.steps) == set(rows.nudges) == {people.employee.id}
    assert [each.at for each in rows.nudges[people.employee.id]] == days[-7:]
    assert set(everybody.steps) == {people.employee.id, people.colleague.id}
    assert (rows.is_of_everybody, everybody.is_of_everybody) == (False, True)


def test_a_step_is_the_same_by_its_owner_kind_subject_and_beginning(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.GOALS_AGREED)
    with store.read() as unit:
        [waiting] = unit.obligations.waiting([people.employee.id])
    kept = waiting.obligation

    step = step_of(kept)

    assert key_of(kept) == step.of(people.employee.id)
    assert key_of(kept) == StepKey(
        person_id=people.employee.id, kind=Kind.SELF_SCORE, subject_id=review.id, since=kept.since
    )
    assert not is_urgent(kept, {review.id})
