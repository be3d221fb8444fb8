"""Nobody's request is left with somebody who is gone."""

from datetime import date, timedelta

import pytest

from bot.domain.intake.way import Event
from bot.domain.people import Person, Role
from bot.services.intake.hand_over import hand_over_requests
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read, stepped
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told

NOON = MORNING + timedelta(hours=2)
AFTER_LUNCH = NOON + timedelta(hours=2, minutes=30)
"""An hour of work after noon: nobody works until half past one."""


def leaves(store: Store, who: Person) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, who.id).left_on = date(2026, 11, 23)


def test_an_open_request_goes_to_who_is_on_duty_now_and_both_cards_say_so(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    successor = person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    leaves(store, people.product_manager)
    before = len(told(store))

    assert hand_over_requests(acting(store, now=NOON)) == 1
    assert hand_over_requests(acting(store, now=NOON)) == 0

    request = read(store, number)
    assert request.owner.id == successor.id
    assert request.answer_by == AFTER_LUNCH
    assert told(store, after=before) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
    ]


def test_a_later_step_is_announced_as_ever(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    successor = person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    leaves(store, people.product_manager)
    hand_over_requests(acting(store, now=NOON))
    before = len(told(store))

    stepped(store, number, Event.ACCEPT, successor, now=NOON)

    assert len(told(store)) == before + 3


@pytest.mark.parametrize("event", [None, Event.ANSWER])
def test_what_nobody_can_take_and_what_is_closed_stays_where_it_is(
    store: Store, people: Company, event: Event | None
) -> None:
    number = filed(store, people.employee)
    if event is not None:
        stepped(store, number, event, people.product_manager)
        person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    leaves(store, people.product_manager)

    assert hand_over_requests(acting(store, now=NOON)) == 0

    assert read(store, number).owner.id == people.product_manager.id
