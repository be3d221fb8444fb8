"""Swaps that nobody answers: a week begins, a week changes hands, somebody leaves."""

from datetime import date, timedelta

import pytest

from bot.domain.intake.swap_way import State
from storage.unit import Store
from tests.builders.intake import MORNING
from tests.builders.rota import Desk
from tests.builders.told import told


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def state(desk: Desk, number: int) -> State:
    with desk.store.read() as unit:
        return unit.swaps.look(number).state


def test_as_its_week_begins_it_expires_once(desk: Desk) -> None:
    swap = desk.asked()

    desk.passes(at=MORNING + timedelta(days=6))
    assert state(desk, swap.id) is State.ASKED

    desk.passes(at=MORNING + timedelta(days=7))
    desk.passes(at=MORNING + timedelta(days=7, minutes=5))

    assert state(desk, swap.id) is State.EXPIRED
    assert [kind for kind, _ in told(desk.store)].count("SwapSettled") == 1


def test_where_one_of_the_two_leaves_it_is_void(desk: Desk) -> None:
    swap = desk.asked()
    desk.change(desk.wei, left_on=date(2026, 11, 23))

    desk.passes()

    assert state(desk, swap.id) is State.VOID
    assert ("SwapSettled", desk.sun.id) in told(desk.store)
