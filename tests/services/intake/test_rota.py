"""Whoever asks is told who has the website desk; product managers and admins say whose a week is."""

from datetime import date

import pytest

from bot.domain.intake.swap_way import State
from bot.errors import Refusal
from bot.services.intake.rota import decide_week, duty_on_home, who_is_on_duty
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company
from tests.builders.rota import AFTER, NEXT, THIS_WEEK, Desk
from tests.builders.told import told


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_everybody_can_ask_who_is_on_duty(store: Store, people: Company) -> None:
    found = who_is_on_duty(acting(store, by=people.employee, now=MORNING))

    assert found.on_duty == people.product_manager
    assert found.hours == store.policy.hours.working
    assert not found.may_swap


def test_the_next_four_weeks_go_round_with_whoever_stands_in(desk: Desk) -> None:
    desk.away(desk.wei, date(2026, 12, 2), date(2026, 12, 4))

    found = who_is_on_duty(desk.by(desk.sun))

    assert found.on_duty == desk.gao
    assert found.this_week is not None
    assert (found.this_week.week, found.this_week.person) == (THIS_WEEK, desk.gao)
    assert [each.person for each in found.next_weeks] == [desk.wei, desk.sun, desk.gao, desk.wei]
    assert [each.stand_ins for each in found.next_weeks] == [(desk.sun,), (), (), ()]
    assert found.may_swap


def test_it_stands_on_the_homes_of_those_who_take_turns(desk: Desk) -> None:
    with desk.store.read() as unit:
        assert duty_on_home(unit, desk.sun, desk.by(desk.sun)) is not None
        assert duty_on_home(unit, desk.people.employee, desk.by(desk.people.employee)) is None


def test_a_week_is_given_to_somebody_and_both_are_told(desk: Desk) -> None:
    decided = decide_week(desk.by(desk.people.admin), slack_id="U0SUN", said="next week")

    assert (decided.week, decided.person) == (NEXT, desk.sun)
    assert sorted(told(desk.store)) == [("DutyDecided", desk.sun.id), ("DutyDecided", desk.wei.id)]


def test_what_is_so_already_is_told_to_nobody(desk: Desk) -> None:
    decide_week(desk.by(desk.sun), slack_id="U0WEI", said="2026-W49")

    assert desk.decided(NEXT) is None
    assert told(desk.store) == []


def test_this_week_goes_over_at_once(desk: Desk) -> None:
    desk.passes()

    decide_week(desk.by(desk.sun), slack_id="U0SUN", said="")

    assert desk.on_duty() == "Sun Li"
    assert ("DutyEnded", desk.gao.id) in told(desk.store)


def test_a_swap_about_that_week_is_void(desk: Desk) -> None:
    swap = desk.asked(week=AFTER, in_return=NEXT)

    decide_week(desk.by(desk.gao), slack_id="U0GAO", said="2026-W50")

    with desk.store.read() as unit:
        assert unit.swaps.look(swap.id).state is State.VOID
    assert ("SwapSettled", desk.sun.id) in told(desk.store)


@pytest.mark.parametrize(
    ("slack_id", "said", "code"),
    [
        ("U0CHEN", "next week", "duty.not_a_product_manager"),
        ("U0NOBODY", "next week", "duty.not_a_product_manager"),
        ("U0SUN", "2026-W01", "duty.week_over"),
        ("U0SUN", "some day", "duty.week_unknown"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, slack_id: str, said: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        decide_week(desk.by(desk.sun), slack_id=slack_id, said=said)

    assert refused.value.code == code
    assert told(desk.store) == []


def test_nobody_else_says_whose_a_week_is(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"duty\.desk_only"):
        decide_week(desk.by(desk.people.employee), slack_id="U0SUN", said="next week")
