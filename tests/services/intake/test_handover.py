"""Handing a brief over: to whom, twice, by two at once; said, corrected, confirmed."""

from datetime import date

import pytest

from bot.domain.intake.handover_way import State
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.intake.handover import (
    confirm_wording,
    correct_wording,
    hand_over_brief,
    open_handover,
    open_saying,
    read_handover,
    say_what_will_be_done,
)
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.people import Company
from tests.builders.world import World

DUE = date(2027, 12, 3)


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    """An accepted request with a brief."""
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return number


def send(world: World, people: Company, number: int, view: str = "V1") -> int:
    return hand_over_brief(
        world.acting(people.product_manager),
        request_id=number,
        assignee_id=people.developer.id,
        due_on=DUE,
        note="",
        submission=view,
    ).id


def test_it_is_said_corrected_said_anew_and_confirmed(world: World, people: Company, number: int) -> None:
    desk, he = world.acting(people.product_manager), world.acting(people.developer)
    assert [each.name for each in open_handover(desk, request_id=number).developers] == ["He Jun"]
    handover = send(world, people, number)
    already = open_handover(desk, request_id=number).already
    assert already is not None
    assert already.assignee.name == "He Jun"

    say_what_will_be_done(he, handover_id=handover, text="Empty the basket", submission="V2")
    correct_wording(desk, handover_id=handover, text="Keep it", submission="V3")
    facts = open_saying(he, handover_id=handover)
    assert (facts.said, facts.correction and facts.correction.text) == (None, "Keep it")
    say_what_will_be_done(he, handover_id=handover, text="Keep the basket", submission="V4")
    confirm_wording(desk, handover_id=handover)
    confirm_wording(desk, handover_id=handover)

    facts = read_handover(he, handover_id=handover)
    assert facts.handover.state is State.UNDERSTOOD
    assert facts.said is not None
    assert facts.said.text == "Keep the basket"
    assert len(facts.steps) == 5


def test_the_same_form_twice_is_one_and_a_second_one_says_who_has_it(
    world: World, people: Company, number: int
) -> None:
    assert send(world, people, number) == send(world, people, number)

    with pytest.raises(Refusal, match=r"handover\.is_handed_over") as refused:
        send(world, people, number, view="V9")
    assert refused.value.facts["name"] == "He Jun"


def test_only_who_has_it_says_what_will_be_done(world: World, people: Company, number: int) -> None:
    handover = send(world, people, number)

    with pytest.raises(Refusal, match=r"handover\.not_yours"):
        say_what_will_be_done(
            world.acting(people.product_manager), handover_id=handover, text="x", submission="V2"
        )
    for text, code in (("  ", "nothing_said"), ("x" * 301, "too_long")):
        with pytest.raises(Refusal, match=rf"handover\.{code}"):
            say_what_will_be_done(
                world.acting(people.developer), handover_id=handover, text=text, submission="V2"
            )


def test_what_has_no_brief_or_is_not_accepted_is_not_handed_over(world: World, people: Company) -> None:
    desk = world.acting(people.product_manager)

    with pytest.raises(Refusal, match=r"handover\.not_accepted"):
        open_handover(desk, request_id=world.request_at(RequestState.NEW).id)
    with pytest.raises(Refusal, match=r"handover\.no_brief"):
        open_handover(desk, request_id=world.request_at(RequestState.ACCEPTED).id)
    with pytest.raises(Refusal, match=r"handover\.closed"):
        open_handover(desk, request_id=world.request_at(RequestState.DECLINED).id)


def test_it_goes_to_a_developer_and_by_a_day_that_is_not_over(
    world: World, people: Company, number: int
) -> None:
    desk = world.acting(people.product_manager)

    for assignee, due_on, code in (
        (people.employee, DUE, "not_a_developer"),
        (people.developer, date(2026, 1, 2), "date_has_passed"),
    ):
        with pytest.raises(Refusal, match=rf"handover\.{code}"):
            hand_over_brief(
                desk, request_id=number, assignee_id=assignee.id, due_on=due_on, note="", submission="V1"
            )
