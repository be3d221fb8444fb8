"""A cycle is found however it was written, and one that was withdrawn says who did that, when and why."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.services.reviews.find_cycle import (
    REASON_LIMIT,
    find_cycle,
    reason_given,
    require_hr,
    require_it_goes_on,
)
from bot.services.reviews.withdraw_cycle import withdraw_cycle
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, open_quarter, review_of
from tests.builders.world import World

LATER = MONDAY + timedelta(hours=1)
WITHDRAWN = {"name": "2026Q4", "by": "Zhou Jing", "on": LATER, "reason": "Wrong sheets"}


def found(store: Store, name: str | None) -> str:
    with store.read() as unit:
        return find_cycle(unit, name).name


def withdraw(store: Store, people: Company) -> None:
    with store.read() as unit:
        cycle_id = find_cycle(unit, "2026Q4").id
    withdraw_cycle(acting(store, by=people.hr, now=LATER), cycle_id=cycle_id, reason="Wrong sheets")


@pytest.mark.parametrize(
    ("who", "allowed"), [("hr", True), (None, True), ("manager", False), ("admin", False)]
)
def test_cycles_are_hrs_and_the_command_lines(
    store: Store, people: Company, who: str | None, allowed: bool
) -> None:
    somebody = acting(store, by=getattr(people, who) if who else None)

    if allowed:
        require_hr(somebody)
    else:
        with pytest.raises(Refusal, match=r"cycle\.not_hr"):
            require_hr(somebody)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" Wrong sheets\n", "Wrong sheets"),
        ("x" * REASON_LIMIT, "x" * REASON_LIMIT),
        ("x" * (REASON_LIMIT + 1), None),
        (" \n", None),
        ("", None),
    ],
)
def test_a_reason_is_something_and_not_too_much(text: str, reason: str | None) -> None:
    refusal = Refusal("cycle.reason")

    if reason is None:
        with pytest.raises(Refusal) as refused:
            reason_given(text, otherwise=refusal)
        assert refused.value is refusal
    else:
        assert reason_given(text, otherwise=refusal) == reason


@pytest.mark.parametrize("name", ["2026Q4", "2026q4", None])
def test_a_cycle_is_found_by_its_name_and_the_latest_without_one(
    store: Store, people: Company, name: str | None
) -> None:
    open_quarter(store, by=people.hr)

    assert found(store, name) == "2026Q4"


def test_before_anything_was_opened_there_is_none(store: Store, people: Company) -> None:
    for name in ("2026Q4", None):
        with pytest.raises(Refusal, match=r"cycle\.none"):
            found(store, name)


def test_of_a_name_that_is_not_known_those_that_are_are_told(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with pytest.raises(Refusal, match=r"cycle\.unknown") as refused:
        found(store, "2027Q1")

    assert refused.value.facts == {"name": "2027Q1", "known": ["2026Q4"]}


def test_of_a_cycle_that_was_withdrawn_it_is_told_who_did_it_when_and_why(
    store: Store, people: Company
) -> None:
    open_quarter(store, by=people.hr)
    withdraw(store, people)

    with pytest.raises(Refusal, match=r"cycle\.withdrawn") as of_cycle:
        found(store, "2026Q4")
    with store.read() as unit:
        review = unit.reviews.look(review_of(store, people.employee))
        with pytest.raises(Refusal, match=r"review\.withdrawn") as of_review:
            require_it_goes_on(unit, review)

    assert of_cycle.value.facts == of_review.value.facts == WITHDRAWN


def test_a_cycle_that_was_opened_again_is_found_and_its_reviews_count(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    withdraw(store, people)
    with store.read() as unit:
        before = unit.reviews.look(review_of(store, people.employee))

    open_quarter(store, by=people.hr, now=LATER)

    with store.read() as unit:
        cycle = find_cycle(unit, "2026Q4")
        assert cycle.id != before.cycle_id
        assert not before.stage.counts


def test_without_a_name_the_one_that_is_scored_is_meant_and_else_the_one_in_goals(world: World) -> None:
    world.open_goals(world.people.employee)
    assert found(world.store, None) == "2027Q1"

    world.open_quarter(world.people.employee)

    assert found(world.store, None) == "2026Q4"
    assert found(world.store, "2027q1") == "2027Q1"
