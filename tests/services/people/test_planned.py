"""A file in which half the company is missing is imported only if that is meant."""

from dataclasses import replace

import pytest

from bot.domain.organisation import Organisation
from bot.errors import Refusal
from storage.unit import Store
from tests.builders.moves import ZHAO, bare, foretold, imported


def first(count: int) -> Organisation:
    """The example with so many of its people, who report to whoever leads it."""
    boss = next(each for each in bare().people if each.name == ZHAO)
    others = [replace(each, manager=boss.email) for each in bare().people if each.name != ZHAO]
    return replace(bare(), people=(boss, *others[: count - 1]))


def test_so_many_leave_only_where_it_is_meant(store: Store) -> None:
    imported(store, first(12))

    seen = foretold(store, first(6))
    assert seen.many_left is not None
    assert seen.many_left.facts["count"] == 6
    with pytest.raises(Refusal, match=r"organisation\.many_left") as refused:
        imported(store, first(6))
    assert refused.value.facts["people"] == 12
    with store.read() as unit:
        assert len(unit.people.active()) == 12

    assert len(imported(store, first(6), many_may_leave=True).left) == 6


@pytest.mark.parametrize(
    ("before", "after", "is_asked"), [(10, 5, True), (4, 2, True), (4, 3, False), (2, 1, False)]
)
def test_where_half_of_a_small_company_is_missing_that_is_asked_too(
    store: Store, before: int, after: int, is_asked: bool
) -> None:
    imported(store, first(before))

    assert (foretold(store, first(after)).many_left is not None) is is_asked


def test_a_few_leave_without_a_question(store: Store) -> None:
    imported(store, first(12))

    assert foretold(store, first(7)).many_left is None
    assert len(imported(store, first(7)).left) == 5


def test_a_long_list_of_names_is_cut(store: Store) -> None:
    imported(store, first(12))

    seen = foretold(store, first(2)).many_left
    assert seen is not None
    assert (len(seen.facts["names"]), seen.facts["more"]) == (8, 2)
