"""A request as values: what was told, and every step with its words, its day and its files."""

from datetime import date

import pytest

from bot.domain.intake.way import Event, State
from bot.errors import Missing
from bot.services.intake.hand_over import hand_over_requests
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import SCREENSHOT, filed, read, stepped
from tests.builders.people import WEBSITE, Company, Role, person

DUE = date(2026, 11, 27)


def test_what_was_told_is_there_with_its_files(store: Store, people: Company) -> None:
    request = read(store, filed(store, people.employee, files=[SCREENSHOT]))

    assert (request.requester, request.owner, request.branch) == (
        people.employee,
        people.product_manager,
        "Chengdu",
    )
    assert (request.title, request.state, request.due_on) == (
        "The basket is empty after paying.",
        State.NEW,
        None,
    )
    assert [(step.event, step.files) for step in request.steps] == [(Event.FILE, (SCREENSHOT,))]


def test_each_step_keeps_its_words_and_the_day_that_it_promised(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.product_manager, text="We look into it.", due_on=DUE)
    stepped(store, number, Event.FINISH, people.product_manager, text="It is mended.")

    request = read(store, number)

    assert [(step.event, step.text, step.due_on) for step in request.steps] == [
        (Event.FILE, "", None),
        (Event.ACCEPT, "We look into it.", DUE),
        (Event.FINISH, "It is mended.", None),
    ]
    assert request.due_on is None


def test_what_steward_does_by_itself_is_no_step_that_anybody_reads(store: Store, people: Company) -> None:
    other = person(store, "Gao Wei", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    number = filed(store, people.employee)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 23)
    hand_over_requests(acting(store))

    request = read(store, number)

    assert request.owner == other
    assert [step.event for step in request.steps] == [Event.FILE]


def test_a_request_that_never_was_is_missing(store: Store) -> None:
    with pytest.raises(Missing):
        read(store, 999)
