"""A request as values: what was told, and every step with its words, its day and its files."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.intake.way import Event, State
from bot.errors import Missing
from bot.services.intake.hand_over import hand_over_requests
from bot.services.intake.join import join
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.counting import Cost, counting_store
from tests.builders.intake import SCREENSHOT, filed, read, stepped
from tests.builders.people import WEBSITE, Company, Role, company, person

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


@pytest.fixture
def counted(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Store, Cost]]:
    shutil.copy(sqlite_template, tmp_path / "steward.db")
    with counting_store(f"sqlite:///{tmp_path / 'steward.db'}") as counted:
        yield counted


def test_however_many_are_joined_to_it_it_is_read_in_as_many_statements(
    counted: tuple[Store, Cost],
) -> None:
    store, cost = counted
    people = company(store)
    first = filed(store, people.employee)
    asked = []
    for place in range(1, 6):
        number = filed(store, people.colleague, submission=f"V{place}", happened=f"Empty {place}")
        joining = acting(store, by=people.product_manager)
        join(joining, request_id=number, original_id=first, seen=0, submission=f"J{place}")
        before = cost.statements
        assert [each.title for each in read(store, first).related][-1] == f"Empty {place}"
        asked.append(cost.statements - before)

    assert asked[1:] == asked[:1] * 4
