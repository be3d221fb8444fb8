"""Whose request a message becomes that somebody else wrote."""

from datetime import date, timedelta

from bot.domain.people import Person
from bot.services.intake.passed_on import author_of
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed, read
from tests.builders.people import Company
from tests.builders.told import told


def leave(store: Store, person: Person) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, person.id).left_on = date(2026, 11, 1)


def author(store: Store, slack_id: str | None, by: Person) -> Person | None:
    with store.read() as unit:
        return author_of(unit, slack_id, acting(store, by=by))


def test_only_another_colleague_who_is_here_can_be_its_author(store: Store, people: Company) -> None:
    jun, chen = people.developer, people.employee

    assert author(store, chen.slack_id, jun) == chen
    assert author(store, jun.slack_id, jun) is None
    assert author(store, "U0NOBODY", jun) is None
    assert author(store, None, jun) is None
    leave(store, chen)
    assert author(store, chen.slack_id, jun) is None


def test_a_request_that_was_passed_on_is_its_authors_and_says_by_whom(store: Store, people: Company) -> None:
    jun, chen = people.developer, people.employee

    number = filed(store, jun, author_id=chen.id)

    request = read(store, number)
    assert (request.requester, request.branch, request.passed_on_by) == (chen, chen.branch, jun)
    assert told(store) == [
        (f"request:{number}", None),
        (f"my-request:{number}", chen.id),
        ("RequestPassedOn", jun.id),
    ]


def test_the_same_form_sent_twice_is_one_request_of_the_author(store: Store, people: Company) -> None:
    numbers = {filed(store, people.developer, author_id=people.employee.id) for _ in range(2)}

    assert len(numbers) == 1
    assert len([kind for kind, _ in announced(store) if kind == "RequestPassedOn"]) == 1


def test_where_the_author_left_meanwhile_it_is_the_request_of_whoever_sends_it(
    store: Store, people: Company
) -> None:
    leave(store, people.employee)

    number = filed(store, people.developer, author_id=people.employee.id, now=MORNING + timedelta(hours=1))

    request = read(store, number)
    assert request.requester == people.developer
    assert request.passed_on_by is None
