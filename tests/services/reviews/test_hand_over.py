"""A person moves to a new manager: the open review goes along, and both managers can see it."""

import pytest

from bot.domain.reviews.states import State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.approval_reading import taken_over, team_progress
from bot.services.reviews.hand_over import hand_over_reviews
from tests.builders.world import FRIDAY, World


def hand_over(world: World) -> None:
    with world.store.begin() as unit:
        hand_over_reviews(unit, world.people.employee.id, world.people.boss, world.acting())


def test_the_new_manager_approves_and_the_old_one_is_told_who_has_it(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)

    hand_over(world)

    with pytest.raises(Refusal) as refusal:
        approval.approve(world.acting(world.people.manager), review_id=review.id, version=review.version)
    assert refusal.value.code == "review.taken_over"
    assert refusal.value.facts == {"manager": "Zhao Min", "employee": "Chen Jie", "on": FRIDAY}
    approval.approve(
        world.acting(world.people.boss), review_id=review.id, version=world.reload(review).version
    )


def test_both_threads_and_the_employees_card_change(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)

    hand_over(world)

    old, new = world.people.manager.id, world.people.boss.id
    assert world.notices() == [
        ("TeamProgressChanged", old),
        ("SelfScoreHandedIn", old),
        ("TeamProgressChanged", new),
        ("SelfScoreHandedIn", new),
        ("QuarterCardChanged", world.people.employee.id),
    ]
    with world.store.read() as unit:
        assert team_progress(unit, review.cycle_id, old).reports == ()
        assert [name for name, _ in team_progress(unit, review.cycle_id, new).reports] == ["Chen Jie"]
        gone = taken_over(unit, review.id, old)
        assert gone is not None
        assert (gone.employee, gone.manager, gone.on) == ("Chen Jie", "Zhao Min", FRIDAY)


def test_the_old_manager_is_told_who_has_it_under_a_new_address_as_well(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)
    hand_over(world)

    with world.store.begin() as unit:
        unit.organisation.change({world.people.manager.id: {"email": "liu@new.example"}})
        unit.organisation.remember_addresses([(world.people.manager.id, world.people.manager.email)])

    with world.store.read() as unit:
        assert taken_over(unit, review.id, world.people.manager.id) is not None


def test_a_review_not_handed_in_moves_without_a_card(world: World) -> None:
    world.review_at(State.GOALS_AGREED)

    hand_over(world)

    assert "SelfScoreHandedIn" not in {kind for kind, _ in world.notices()}


def test_an_approved_review_stays_with_who_approved_it(world: World) -> None:
    review = world.review_at(State.SCORED)

    hand_over(world)

    with world.store.read() as unit:
        assert unit.reviews.look(review.id).manager_id == world.people.manager.id


def test_handing_over_twice_is_handing_over_once(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)
    hand_over(world)
    before = world.notices()

    hand_over(world)

    with world.store.read() as unit:
        assert len(unit.reviews.history(review.id)) == 2
    assert world.notices() == before
