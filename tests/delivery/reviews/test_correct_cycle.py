"""Who hears that a cycle goes by corrected rules, and under what."""

from datetime import timedelta

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.correct_cycle import on_corrected
from bot.domain.people import Person
from bot.domain.reviews.notices import CycleCorrected
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews.correct_cycle import ask_to_correct, correct_cycle
from bot.services.reviews.schemes import add_scheme
from storage.models.delivery import CardRow
from storage.models.reviews import CycleRow
from tests.builders.shipped import load_scheme
from tests.builders.world import FRIDAY, QUARTER, World


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, scored; then the cycle went over to another version."""
    review = world.review_at(State.SCORED)
    add_scheme(world.acting(), load_scheme("kpi-values").model_copy(update={"version": 3}))
    hr = world.acting(world.people.hr)
    asked = ask_to_correct(hr, name=QUARTER, reason="A typing error.")
    correct_cycle(hr, cycle_id=asked.cycle_id, version=3, reason=asked.reason)
    return review


def told(world: World, who: Person, review: Review, *, number: int = 2) -> Outgoing | None:
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=world.store.policy, now=FRIDAY + timedelta(hours=1))
        return on_corrected(at, CycleCorrected(to=who.id, cycle_id=review.cycle_id, number=number))


def stands(world: World, key: str) -> None:
    with world.store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=FRIDAY))


def test_it_stands_in_the_thread_of_what_it_concerns(world: World, review: Review) -> None:
    people = world.people
    mine, team = f"my-review:{review.id}", f"team:{review.cycle_id}:{people.manager.id}"
    stands(world, mine)
    stands(world, team)

    to_employee, to_manager = told(world, people.employee, review), told(world, people.manager, review)
    to_looker = told(world, people.boss, review)

    assert to_employee is not None
    assert to_manager is not None
    assert to_looker is not None
    assert (str(to_employee.under), str(to_manager.under), to_looker.under) == (mine, team, None)
    assert "Chen Jie" in str(to_manager.message.blocks)
    assert "Chen Jie" not in str(to_looker.message.blocks)


def test_nothing_is_said_to_whoever_has_not_heard_of_it_yet_or_of_no_correction(
    world: World, review: Review
) -> None:
    assert told(world, world.people.employee, review) is None
    assert told(world, world.people.manager, review, number=1) is None
    with world.store.begin() as unit:
        unit.session.get_one(CycleRow, review.cycle_id).withdrawn_at = FRIDAY
    assert told(world, world.people.manager, review) is None
