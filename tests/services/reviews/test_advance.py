"""A person moves to a new manager, and the open review goes along; both managers can see it."""

import pytest

from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews import advance, approval
from bot.services.reviews.approval_facts import taken_over, team_progress
from storage.unit import Store
from tests.builders.people import Company
from tests.builders.world import FRIDAY, World


def hand_over(world: World) -> None:
    with world.store.begin() as unit:
        advance.hand_over(unit, world.people.employee.id, world.people.boss, world.acting())


def test_the_new_manager_approves_and_the_old_one_is_told_who_has_it(world: World, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)

    hand_over(world)

    with pytest.raises(Refusal) as refusal:
        approval.approve(world.acting(people.manager), review_id=review.id, version=review.version)
    assert refusal.value.code == "review.taken_over"
    assert refusal.value.facts == {"manager": "Zhao Min", "employee": "Chen Jie", "on": FRIDAY}
    approval.approve(world.acting(people.boss), review_id=review.id, version=world.reload(review).version)


def test_both_threads_and_the_employees_card_change(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)

    hand_over(world)

    old, new = people.manager.id, people.boss.id
    assert world.notices() == [
        (f"my-review:{review.id}", people.employee.id),
        (f"team:{review.cycle_id}:{old}", old),
        (f"team:{review.cycle_id}:{new}", new),
        (f"approval:{review.id}:{old}", old),
        (f"approval:{review.id}:{new}", new),
        ("ContributionWanted", old),
    ]
    with store.read() as unit:
        assert team_progress(unit, review.cycle_id, old).reports == ()
        assert [name for name, _ in team_progress(unit, review.cycle_id, new).reports] == ["Chen Jie"]
        gone = taken_over(unit, review.id, old)
        assert gone is not None
        assert (gone.employee, gone.manager, gone.on) == ("Chen Jie", "Zhao Min", FRIDAY)


def test_the_old_manager_is_told_who_has_it_under_a_new_address_as_well(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.GOALS_AGREED)
    hand_over(world)

    with store.begin() as unit:
        unit.organisation.change({people.manager.id: {"email": "liu@new.example"}})
        unit.organisation.remember_addresses([(people.manager.id, people.manager.email)])

    with store.read() as unit:
        assert taken_over(unit, review.id, people.manager.id) is not None


def test_a_review_not_handed_in_moves_without_a_card(world: World) -> None:
    world.review_at(State.GOALS_AGREED)

    hand_over(world)

    assert [card for card, _ in world.notices() if card.startswith("approval:")] == []


def test_an_approved_review_stays_with_who_approved_it(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.SCORED)

    hand_over(world)

    with store.read() as unit:
        assert unit.reviews.look(review.id).manager_id == people.manager.id


def test_handing_over_twice_is_handing_over_once(world: World, store: Store) -> None:
    review = world.review_at(State.GOALS_AGREED)
    hand_over(world)
    before = world.notices()

    hand_over(world)

    with store.read() as unit:
        assert len(unit.reviews.history(review.id)) == 2
    assert world.notices() == before
