"""HR and the head each say that they agree, on record; it falls with what changes after it."""

from decimal import Decimal

import pytest

from bot.domain.people import Person
from bot.domain.reviews.calibration_agreement import Side
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.calibration import move, take_back
from bot.services.reviews.calibration_agreement import agree
from bot.services.reviews.release import to_release
from storage.models.calibration_agreement import CalibrationAgreementRow
from tests.builders.world import QUARTER, World
from tests.services.reviews.test_calibration import code, department, room


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, through the second look."""
    return world.review_at(State.CONFIRMED)


def agrees(world: World, review: Review, who: Person, *, seen: str | None = None) -> None:
    saw = room(world, review, who).seen if seen is None else seen
    agree(world.acting(who), cycle_id=review.cycle_id, department_id=department(world), seen=saw)


def rows(world: World) -> list[tuple[Side, int]]:
    with world.store.read() as unit:
        found = unit.session.query(CalibrationAgreementRow).order_by(CalibrationAgreementRow.id)
        return [(each.side, each.by_id) for each in found]


def missing(world: World, review: Review) -> tuple[Side, ...]:
    facts = to_release(world.acting(world.people.hr), name=QUARTER)
    [agreement] = facts.agreed.values()
    assert agreement == room(world, review).agreed, "the release says what the room says"
    return agreement.missing


def test_each_side_agrees_once_and_the_release_says_who_has_not(world: World, review: Review) -> None:
    people = world.people
    assert missing(world, review) == (Side.HR, Side.HEAD)

    agrees(world, review, people.hr)
    agrees(world, review, people.hr)

    assert missing(world, review) == (Side.HEAD,)
    assert (room(world, review).can_agree, room(world, review, people.boss).can_agree) == (False, True)
    agrees(world, review, people.boss)
    assert missing(world, review) == ()
    assert rows(world) == [(Side.HR, people.hr.id), (Side.HEAD, people.boss.id)]
    assert world.release(review).stage.released, "it is said, and keeps nothing back"
    assert code(lambda: agrees(world, review, people.hr)) == "calibration.nothing_to_agree"


def test_a_move_ends_it_and_taking_that_back_does_not_bring_it_back(world: World, review: Review) -> None:
    hr = world.acting(world.people.hr)
    agrees(world, review, world.people.hr)
    agrees(world, review, world.people.boss)

    move(hr, review_id=review.id, to=Decimal(3), reason="Beside the others.", seen=0)
    assert missing(world, review) == (Side.HR, Side.HEAD)
    take_back(hr, review_id=review.id, seen=1)

    assert missing(world, review) == (Side.HR, Side.HEAD)
    assert len(rows(world)) == 2, "what was said stays on record"


def test_nobody_agrees_to_what_they_did_not_see(world: World, review: Review) -> None:
    saw = room(world, review).seen
    move(world.acting(world.people.boss), review_id=review.id, to=Decimal(3), reason="x", seen=0)

    assert code(lambda: agrees(world, review, world.people.hr, seen=saw)) == "calibration.moved_since"
    assert rows(world) == []


@pytest.mark.parametrize("who", ["employee", "manager", "colleague", "admin"])
def test_nobody_else_agrees(world: World, review: Review, who: str) -> None:
    with pytest.raises(Refusal, match=r"calibration\.not_yours"):
        agrees(world, review, getattr(world.people, who), seen="x")
