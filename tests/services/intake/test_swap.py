"""Product managers swap weeks: asked, accepted or declined, taken back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.domain.intake.swap import SwapFacts
from bot.domain.intake.swap_way import State
from bot.domain.obligations import Kind
from bot.errors import Refusal
from bot.services.intake.rota import decide_week
from bot.services.intake.swap import (
    accept_swap,
    ask_for_swap,
    decline_swap,
    open_swap,
    read_swap,
    swap_facts,
    withdraw_swap,
)
from bot.services.obligations import owed_by, rebuild
from storage.unit import Store
from tests.builders.intake import MORNING
from tests.builders.people import Person
from tests.builders.rota import AFTER, NEXT, THIS_WEEK, Desk
from tests.builders.told import told


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def owed(desk: Desk, who: Person) -> list[Kind]:
    with desk.store.read() as unit:
        return [each.kind for each in owed_by(unit, who, desk.by(who))]


def cards(desk: Desk, number: int) -> list[tuple[str, int | None]]:
    return [(f"duty-swap:{number}:{each.id}", each.id) for each in (desk.sun, desk.wei)]


def test_the_form_offers_ones_own_weeks_and_the_colleagues_with_theirs(desk: Desk) -> None:
    form = open_swap(desk.by(desk.sun))

    assert form.mine[:2] == (AFTER, date(2026, 12, 28))
    assert [(person, weeks[0]) for person, weeks in form.theirs] == [
        (desk.gao, date(2026, 12, 14)),
        (desk.wei, NEXT),
    ]


def test_it_is_owed_until_it_is_answered_and_both_have_a_card(desk: Desk) -> None:
    swap = desk.asked()

    assert owed(desk, desk.wei) == [Kind.DUTY_SWAP]
    assert told(desk.store) == cards(desk, swap.id)
    assert rebuild(desk.by()) == 0

    accept_swap(desk.by(desk.wei), swap_id=swap.id)

    assert owed(desk, desk.wei) == []
    assert told(desk.store, after=2) == [*cards(desk, swap.id), ("SwapSettled", desk.sun.id)]


def test_once_accepted_both_weeks_change_hands(desk: Desk) -> None:
    swap = desk.asked()

    accept_swap(desk.by(desk.wei), swap_id=swap.id)

    assert desk.on_duty(at=MORNING + timedelta(days=7)) == "Sun Li"
    assert desk.on_duty(at=MORNING + timedelta(days=14)) == "Wei Na"


def test_for_nothing_in_return_one_week_does(desk: Desk) -> None:
    swap = desk.asked(in_return=None)

    accept_swap(desk.by(desk.wei), swap_id=swap.id)

    assert desk.on_duty(at=MORNING + timedelta(days=7)) == "Wei Na"
    assert desk.on_duty(at=MORNING + timedelta(days=14)) == "Wei Na"


def test_the_same_form_twice_is_one_swap(desk: Desk) -> None:
    assert desk.asked() == desk.asked()


ANSWERS: dict[str, Callable[[Desk, int], SwapFacts]] = {
    "accept": lambda desk, number: accept_swap(desk.by(desk.wei), swap_id=number),
    "decline": lambda desk, number: decline_swap(desk.by(desk.wei), swap_id=number, reason=""),
    "withdraw": lambda desk, number: withdraw_swap(desk.by(desk.sun), swap_id=number),
}


@pytest.mark.parametrize("answer", list(ANSWERS))
def test_a_second_click_says_what_came_of_it(desk: Desk, answer: str) -> None:
    swap = desk.asked()
    accept_swap(desk.by(desk.wei), swap_id=swap.id)

    with pytest.raises(Refusal) as refused:
        ANSWERS[answer](desk, swap.id)

    assert (refused.value.code, refused.value.facts["state"]) == ("swap.settled", "accepted")


def test_who_declines_can_say_why_and_nothing_changes(desk: Desk) -> None:
    swap = desk.asked()

    facts = decline_swap(desk.by(desk.wei), swap_id=swap.id, reason="I am at a fair")

    assert (facts.swap.state, facts.swap.reason) == (State.DECLINED, "I am at a fair")
    assert desk.decided(NEXT) is None
    assert ("SwapSettled", desk.sun.id) in told(desk.store)


def test_what_was_asked_is_taken_back_and_the_other_hears_so(desk: Desk) -> None:
    swap = desk.asked()

    withdraw_swap(desk.by(desk.sun), swap_id=swap.id)

    assert owed(desk, desk.wei) == []
    assert told(desk.store)[-1] == ("SwapSettled", desk.wei.id)


@pytest.mark.parametrize(
    ("week", "other", "in_return", "code"),
    [
        (AFTER, "sun", NEXT, "swap.oneself"),
        (AFTER, "chen", None, "swap.not_at_the_desk"),
        (NEXT, "wei", None, "swap.not_your_week"),
        (AFTER, "gao", NEXT, "swap.not_their_week"),
        (THIS_WEEK, "wei", NEXT, "swap.week_begun"),
        (AFTER, "gao", THIS_WEEK, "swap.week_begun"),
    ],
)
def test_what_cannot_be_swapped_is_refused(
    desk: Desk, week: date, other: str, in_return: date | None, code: str
) -> None:
    people = {"sun": desk.sun, "wei": desk.wei, "gao": desk.gao, "chen": desk.people.employee}

    with pytest.raises(Refusal) as refused:
        desk.asked(week=week, other=people[other], in_return=in_return)

    assert refused.value.code == code
    assert told(desk.store) == []


def test_two_swaps_never_cross_over_the_same_week(desk: Desk) -> None:
    desk.asked()

    with pytest.raises(Refusal, match=r"swap\.is_asked_already"):
        desk.asked(other=desk.gao, in_return=None, view="V2")
    with pytest.raises(Refusal, match=r"swap\.is_asked_already"):
        ask_for_swap(
            desk.by(desk.gao), week=date(2026, 12, 14), other_id=desk.wei.id, in_return=NEXT, submission="V3"
        )

    assert AFTER not in open_swap(desk.by(desk.sun)).mine


def test_a_week_that_has_begun_is_swapped_no_more(desk: Desk) -> None:
    swap = desk.asked()

    with pytest.raises(Refusal, match=r"swap\.week_begun"):
        accept_swap(desk.by(desk.wei, at=MORNING + timedelta(days=7)), swap_id=swap.id)


def test_who_has_left_swaps_nothing(desk: Desk) -> None:
    swap = desk.asked()
    desk.change(desk.sun, left_on=date(2026, 11, 23))

    with pytest.raises(Refusal, match=r"swap\.not_so_any_more"):
        accept_swap(desk.by(desk.wei), swap_id=swap.id)


def test_it_is_between_the_two(desk: Desk) -> None:
    swap = desk.asked()

    for does in (accept_swap, withdraw_swap, read_swap):
        with pytest.raises(Refusal, match=r"swap\.not_yours"):
            does(desk.by(desk.gao), swap_id=swap.id)
    assert read_swap(desk.by(desk.sun), swap_id=swap.id).may_withdraw
    with desk.store.read() as unit:
        assert swap_facts(unit, swap.id, desk.wei.id).is_asked


def test_who_takes_no_turns_has_none_to_swap(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"swap\.desk_only"):
        open_swap(desk.by(desk.people.employee))
    desk.change(desk.gao, left_on=date(2026, 11, 23))
    desk.change(desk.wei, roles=frozenset())
    with pytest.raises(Refusal, match=r"swap\.nobody_else"):
        open_swap(desk.by(desk.sun))


def test_without_a_week_of_ones_own_there_is_nothing_to_give(store: Store) -> None:
    desk = Desk(store, rota=())
    decide_week(desk.by(desk.sun), slack_id="U0WEI", said="next week")

    with pytest.raises(Refusal, match=r"swap\.no_weeks"):
        open_swap(desk.by(desk.gao))
    assert open_swap(desk.by(desk.wei)).mine == (NEXT,)
