"""Whose review HR means, by the name behind a command."""

import pytest

from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.reviews.of_one import Named, review_named
from storage.models.people import PersonRow
from tests.builders.world import World


def meant(world: World, named: Named, *, by: Person | None = None) -> str:
    """The employee's name, or why nobody's is."""
    with world.store.begin() as unit:
        try:
            review = review_named(unit, named, world.acting(by or world.people.hr))
        except Refusal as refused:
            return refused.code
        return unit.people.get(review.employee_id).name


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (Named(account="U0CHEN"), "Chen Jie"),
        (Named(called="@Chen Jie"), "Chen Jie"),
        (Named(called="CHEN JIE"), "Chen Jie"),
        (Named(called="chen.jie@example.com"), "Chen Jie"),
        (Named(account="U0CHEN", cycle="2026 Q4"), "Chen Jie"),
        (Named(account="U0WU"), "one.no_review"),
        (Named(called="Chen"), "one.unknown"),
        (Named(), "one.unknown"),
    ],
)
def test_by_account_name_or_address(world: World, named: Named, expected: str) -> None:
    world.open_quarter(world.people.employee)

    assert meant(world, named) == expected


def test_who_left_is_named_by_name_and_two_of_a_name_by_their_address(world: World) -> None:
    world.open_quarter(world.people.employee)
    world.leaves(world.people.employee)
    assert meant(world, Named(called="Chen Jie")) == "Chen Jie"
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.colleague.id).name = "Chen Jie"

    assert meant(world, Named(called="Chen Jie")) == "one.alike"
    assert meant(world, Named(called="chen.jie@example.com")) == "Chen Jie"


def test_nobody_means_their_own_and_of_two_one_is_named(world: World) -> None:
    people = world.people
    world.open_quarter(people.employee)
    assert meant(world, Named(account="U0CHEN"), by=people.employee) == "one.oneself"

    world.open_quarter(people.employee, name="2027Q1")

    assert meant(world, Named(account="U0CHEN")) == "one.several"
    assert meant(world, Named(account="U0CHEN", cycle="2027Q1")) == "Chen Jie"
