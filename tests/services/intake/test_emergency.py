"""Calling the developer on duty: once, on record, and said to everybody concerned."""

from datetime import timedelta

import pytest

from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.domain.policy import Intake, Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.emergency import (
    call_developer,
    developer_on_duty,
    emergency_facts,
    open_emergency,
    take_call,
)
from bot.services.intake.emergency_facts import paged
from bot.services.intake.read_request import read_request
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import SOON
from tests.builders.intake import MORNING, announced, filed, read, stepped
from tests.builders.people import Company
from tests.builders.told import told

POLICY = Policy(intake=Intake(developer_on_duty="he.jun@example.com"))
REASON = "Nobody can pay."


def at(store: Store, by: Person, *, policy: Policy = POLICY) -> Acting:
    return acting(store, by=by, now=SOON, policy=policy)


def called(
    store: Store,
    number: int,
    by: Person,
    *,
    seen: int = 0,
    submission: str = "V9",
    policy: Policy = POLICY,
) -> None:
    call_developer(
        at(store, by, policy=policy), request_id=number, reason=REASON, seen=seen, submission=submission
    )


def test_the_developer_the_requester_and_the_desk_hear_of_it(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    called(store, number, people.product_manager)

    assert told(store, after=2) == [
        ("emergency:1", people.developer.id),
        (f"request:{number}", None),
        ("DeskCalledDeveloper", None),
        ("DeveloperCalled", people.employee.id),
    ]
    page = read(store, number).paged
    assert page is not None
    assert (page.developer, page.by, page.at, page.reason, page.taken_at) == (
        people.developer,
        people.product_manager,
        SOON,
        REASON,
        None,
    )


def test_that_they_are_on_it_is_heard_once(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    called(store, number, people.product_manager)

    for _ in range(2):
        take_call(at(store, people.developer), page_id=1)

    assert told(store, after=6) == [
        ("emergency:1", people.developer.id),
        (f"request:{number}", None),
        ("DeskCalledDeveloper", None),
        ("DeveloperCalled", people.employee.id),
    ]
    assert announced(store)[-1][1]["is_taken"] is True
    with store.read() as unit:
        assert emergency_facts(unit, 1).page.taken_at == SOON


@pytest.mark.parametrize("who", ["employee", "product_manager", "hr", "admin"])
def test_nobody_else_takes_the_call(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)
    called(store, number, people.product_manager)

    with pytest.raises(Refusal, match=r"emergency\.not_yours") as refusal:
        take_call(at(store, getattr(people, who)), page_id=1)

    assert refusal.value.facts == {"name": "He Jun"}


def test_a_second_call_is_made_only_by_who_knows_of_the_first(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    called(store, number, people.product_manager)
    called(store, number, people.product_manager)  # the same form, sent again

    with pytest.raises(Refusal, match="called_already") as refusal:
        called(store, number, people.admin, submission="V10")
    called(store, number, people.admin, seen=1, submission="V11")

    assert refusal.value.facts["name"] == "Sun Li"
    assert refusal.value.facts["at"] == SOON
    with store.read() as unit:
        page = paged(unit, number)
    assert page is not None
    assert (page.id, page.by) == (2, people.admin)


def test_the_form_says_who_is_called_and_where_nobody_is_whom_to_ask(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    known = open_emergency(at(store, people.product_manager), request_id=number)
    nobody = open_emergency(at(store, people.product_manager, policy=Policy()), request_id=number)

    assert (known.developer, known.admins) == (people.developer, ())
    assert (nobody.developer, nobody.admins) == (None, ("Lin Tao",))
    with pytest.raises(Refusal, match=r"emergency\.nobody"):
        called(store, number, people.product_manager, policy=Policy())


def test_a_developer_who_left_is_not_called(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.developer.id).left_on = MORNING.date()

    with store.read() as unit:
        assert developer_on_duty(unit, policy=POLICY) is None


def test_whoever_is_called_may_read_the_request(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    developer = at(store, people.developer)
    with pytest.raises(Refusal, match="not_yours_to_read"):
        read_request(developer, request_id=number, under=None)

    called(store, number, people.product_manager)

    assert read_request(developer, request_id=number, under=None).id == number


def test_nobody_is_called_about_what_is_closed(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.DECLINE, people.product_manager, now=SOON - timedelta(minutes=1))

    with pytest.raises(Refusal, match=r"emergency\.closed"):
        called(store, number, people.product_manager)
    with pytest.raises(Refusal, match=r"emergency\.closed"):
        open_emergency(at(store, people.product_manager), request_id=number)


def test_only_the_desk_calls(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="product_managers_only"):
        called(store, number, people.employee)
