"""A person moves to a new manager, and the open review goes along; both managers can see it."""

import pytest

from bot.errors import Refusal
from bot.services.reviews import advance, approval
from bot.services.reviews.approval_facts import taken_over, team_progress
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import FRIDAY, handed_in, opened
from tests.builders.people import Company, company
from tests.builders.told import told


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


def hand_over(store: Store, people: Company) -> None:
    with store.begin() as unit:
        advance.hand_over(unit, people.employee.id, people.boss, acting(store, now=FRIDAY))


def test_the_new_manager_approves_and_the_old_one_is_told_who_has_it(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    version = handed_in(store, review.review_id, people.employee)

    hand_over(store, people)

    with pytest.raises(Refusal) as refusal:
        approval.approve(
            acting(store, by=people.manager, now=FRIDAY), review_id=review.review_id, version=version
        )
    assert refusal.value.code == "review.taken_over"
    assert refusal.value.facts == {"manager": "Zhao Min", "employee": "Chen Jie", "on": FRIDAY}
    approval.approve(
        acting(store, by=people.boss, now=FRIDAY), review_id=review.review_id, version=version + 1
    )


def test_both_threads_and_the_employees_card_change(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee)
    before = len(told(store))

    hand_over(store, people)

    old, new = people.manager.id, people.boss.id
    assert told(store, after=before) == [
        (f"my-review:{review.review_id}", people.employee.id),
        (f"team:{review.cycle_id}:{old}", old),
        (f"team:{review.cycle_id}:{new}", new),
        (f"approval:{review.review_id}:{old}", old),
        (f"approval:{review.review_id}:{new}", new),
    ]
    with store.read() as unit:
        assert team_progress(unit, review.cycle_id, old).reports == ()
        assert [name for name, _ in team_progress(unit, review.cycle_id, new).reports] == ["Chen Jie"]
        gone = taken_over(unit, review.review_id, old)
        assert gone is not None
        assert (gone.employee, gone.manager, gone.on) == ("Chen Jie", "Zhao Min", FRIDAY)


def test_the_old_manager_is_told_who_has_it_under_a_new_address_as_well(
    store: Store, people: Company
) -> None:
    review = opened(store, people.employee, people.manager)
    hand_over(store, people)

    with store.begin() as unit:
        unit.organisation.change({people.manager.id: {"email": "liu@new.example"}})
        unit.organisation.remember_addresses([(people.manager.id, people.manager.email)])

    with store.read() as unit:
        assert taken_over(unit, review.review_id, people.manager.id) is not None


def test_a_review_not_handed_in_moves_without_a_card(store: Store, people: Company) -> None:
    opened(store, people.employee, people.manager)

    hand_over(store, people)

    assert [card for card, _ in told(store) if card.startswith("approval:")] == []


def test_an_approved_review_stays_with_who_approved_it(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    version = handed_in(store, review.review_id, people.employee)
    approval.approve(
        acting(store, by=people.manager, now=FRIDAY), review_id=review.review_id, version=version
    )

    hand_over(store, people)

    with store.read() as unit:
        assert unit.reviews.look(review.review_id).manager_id == people.manager.id


def test_handing_over_twice_is_handing_over_once(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    hand_over(store, people)
    before = told(store)

    hand_over(store, people)

    with store.read() as unit:
        assert len(unit.reviews.history(review.review_id)) == 2
    assert told(store) == before
