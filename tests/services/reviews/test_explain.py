"""Who is told how a review was computed, with what, and beside which earlier review."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.people import Person
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.explain import Explained
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews import approval, second_look
from bot.services.reviews.explain import explain
from tests.builders.approval import DWELL, OWN, TEAMWORK
from tests.builders.feedback import prepared
from tests.builders.world import FRIDAY, HANDED_IN, World

BEFORE = datetime(2026, 10, 2, 2, 0, tzinfo=UTC)


def explained(world: World, review: Review, by: Person) -> Explained:
    return explain(world.acting(by), review_id=review.id)


def lookers(world: World, review: Review) -> list[Person]:
    with world.store.read() as unit:
        return [unit.people.get(each.person_id) for each in unit.second_looks.of(review.id)]


def adjusted(world: World, review: Review, score: str) -> Review:
    approval.adjust_scores(
        world.acting(world.people.manager, at=HANDED_IN),
        review_id=review.id,
        version=review.version,
        entered={DWELL: Wanted(score=Decimal(score), reason=f"It was {score}.")},
    )
    return world.reload(review)


@pytest.mark.parametrize(
    ("state", "employee", "manager", "stranger"),
    [
        (State.GOALS_AGREED, "no_result_yet", "not_handed_in", "not_yours_to_see"),
        (State.SELF_SCORED, "no_result_yet", None, "not_yours_to_see"),
        (State.SCORED, "no_result_yet", None, "not_yours_to_see"),
        (State.RELEASED, None, None, "not_yours_to_see"),
    ],
)
def test_each_side_may_read_it_from_its_own_moment_on(
    world: World, state: State, employee: str | None, manager: str | None, stranger: str
) -> None:
    review, people = world.review_at(state), world.people

    for reader, refused in (
        (people.employee, employee),
        (people.manager, manager),
        (people.colleague, stranger),
        (people.product_manager, stranger),
    ):
        if refused is None:
            assert explained(world, review, reader).review.id == review.id
        else:
            with pytest.raises(Refusal, match=refused):
                explained(world, review, reader)


def test_whoever_looks_again_reads_it_from_the_approval_on(world: World) -> None:
    handed_in = world.review_at(State.SELF_SCORED)
    for each in (world.people.hr, world.people.boss):
        with pytest.raises(Refusal, match="not_yours_to_see"):
            explained(world, handed_in, each)

    review = world.review_at(State.SCORED)

    assert len(lookers(world, review)) == 2
    assert {explained(world, review, each).review.id for each in lookers(world, review)} == {review.id}


def test_it_tells_who_gave_which_score_when_and_why(world: World) -> None:
    review = adjusted(world, world.review_at(State.SELF_SCORED), "3")

    given = explained(world, review, world.people.manager).given

    assert [(each.side, each.by, each.score, each.reason) for each in given[DWELL]] == [
        (Side.SELF, "Chen Jie", Decimal("3.5"), None),
        (Side.MANAGER, "Liu Yang", Decimal("3"), "It was 3."),
    ]
    assert [each.at for each in given[TEAMWORK]] == [HANDED_IN]
    assert set(given) == set(OWN)


def test_a_doubt_is_told_to_the_manager_and_never_to_the_employee(world: World) -> None:
    prepared(world.store, by=world.people.manager, about=world.people.employee)
    review = adjusted(world, world.review_at(State.SELF_SCORED), "2.5")
    review = world.review_at(State.SCORED)
    looker = lookers(world, review)[0]
    second_look.send_back(
        world.acting(looker), review_id=review.id, version=review.version, reason="Too harsh?", doubts=[DWELL]
    )
    review = adjusted(world, world.reload(review), "3.25")
    approval.approve(world.acting(world.people.manager), review_id=review.id, version=review.version)
    review = world.release(world.look_again(world.reload(review), at=FRIDAY), at=FRIDAY)

    to_manager = explained(world, review, world.people.manager)
    to_employee = explained(world, review, world.people.employee)

    [doubt] = [each for each in to_manager.looks if each.is_doubt]
    assert (doubt.by, doubt.reason, doubt.items) == (looker.name, "Too harsh?", (DWELL,))
    assert [each.score for each in to_manager.given[DWELL]] == [
        Decimal(score) for score in ("3.5", "2.5", "3.25")
    ]
    assert "harsh" not in repr(to_employee)
    assert [each.score for each in to_employee.given[DWELL]] == [Decimal("3.5"), Decimal("3.25")]
    assert [each.by for each in to_employee.looks] == [each.name for each in lookers(world, review)]


def test_beside_it_stands_the_last_released_review_of_the_same_cadence(world: World) -> None:
    world.open_quarter(world.people.employee, name="2026Q2", at=datetime(2026, 7, 1, 2, 0, tzinfo=UTC))
    world.review_at(State.RELEASED, at=datetime(2026, 7, 2, 2, 0, tzinfo=UTC))
    world.open_quarter(world.people.employee, name="2026Q3", at=BEFORE)
    world.review_at(State.SELF_SCORED, at=BEFORE)
    world.open_quarter(world.people.employee)
    review = world.review_at(State.RELEASED)

    before = explained(world, review, world.people.employee).before

    assert before is not None
    assert before.cycle.name == "2026Q2"


def test_the_first_review_stands_beside_nothing_and_its_rules_are_checked(world: World) -> None:
    review = world.review_at(State.RELEASED)

    found = explained(world, review, world.people.employee)

    assert found.before is None
    assert found.rules is not None
    assert found.rules.is_intact
