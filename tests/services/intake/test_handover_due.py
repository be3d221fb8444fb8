"""Owners are told once of what is late with a developer, and of what is with one who left."""

from datetime import date, timedelta

import pytest

from bot.domain.intake.way import State as RequestState
from bot.services.intake.handover_due import look_after_handovers
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.people import Company
from tests.builders.told import told
from tests.builders.world import World

DUE = MORNING.date()
LATER = MORNING + timedelta(days=1)


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    handed_over(store, people, number, due_on=DUE)
    return number


def heard(store: Store) -> list[int | None]:
    return [person for kind, person in told(store) if kind == "HandoverWantsYou"]


def test_a_day_that_is_over_is_said_once(world: World, store: Store, people: Company, number: int) -> None:
    for now in (MORNING, LATER, LATER, LATER + timedelta(days=1)):
        look_after_handovers(world.acting(None, at=now))

    assert heard(store) == [people.product_manager.id]


def test_what_is_with_a_developer_who_left_is_said_once(
    world: World, store: Store, people: Company, number: int
) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.developer.id).left_on = date(2026, 1, 5)

    for now in (MORNING, MORNING, LATER):
        look_after_handovers(world.acting(None, at=now))

    assert heard(store) == [people.product_manager.id]
