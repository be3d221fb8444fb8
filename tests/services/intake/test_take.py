"""Taking a request: who has it then, who hears of it, and who was too late."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.intake.way import Event, State
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.take import take, take_over
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import SOON, second_product_manager, taken
from tests.builders.intake import MORNING, announced, filed, read, stepped
from tests.builders.people import Company
from tests.builders.told import told


def refused(deed: Callable[..., None], acting: Acting, number: int) -> Refusal | None:
    try:
        deed(acting, request_id=number)
    except Refusal as refusal:
        return refusal
    return None


def test_whoever_takes_it_has_it_and_the_requester_hears_who_that_is(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)

    taken(store, number, gao)

    request = read(store, number)
    assert (request.owner, request.state, request.is_taken) == (gao, State.NEW, True)
    assert (request.latest.event, request.latest.by) == (Event.TAKE, gao)
    assert told(store, after=2) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequestStepTaken", people.employee.id),
    ]


def test_whoever_was_on_duty_takes_what_lies_with_them(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    before = read(store, number)

    taken(store, number, people.product_manager)
    taken(store, number, people.product_manager, now=SOON + timedelta(minutes=1))

    after = read(store, number)
    assert (before.is_taken, after.is_taken) == (False, True)
    assert [step.event for step in after.steps] == [Event.FILE, Event.TAKE]
    assert after.answer is None


def test_of_two_at_once_the_second_hears_who_was_faster_and_when(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)

    def at_once(by: Person) -> Refusal | None:
        return refused(take, acting(store, by=by, now=SOON), number)

    with ThreadPoolExecutor(2) as hands:
        [refusal] = filter(None, hands.map(at_once, [people.product_manager, gao]))

    request = read(store, number)
    assert refusal.code == "request.taken"
    assert refusal.facts == {
        "request": number,
        "name": request.owner.name,
        "owner": request.owner.name,
        "event": "take",
        "at": SOON,
    }
    assert len([kind for kind, _ in announced(store) if kind == "RequestStepTaken"]) == 1


def test_what_a_colleague_has_is_taken_over_but_not_unseen(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)
    taken(store, number, people.product_manager)

    at_once = refused(take_over, acting(store, by=gao, now=SOON + timedelta(seconds=59)), number)
    later = refused(take_over, acting(store, by=gao, now=SOON + timedelta(seconds=60)), number)

    assert (at_once and at_once.code, later) == ("request.taken", None)
    assert read(store, number).owner == gao


def test_whoever_takes_over_what_they_have_hears_that_it_is_theirs_but_not_of_a_second_click(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    taken(store, number, people.product_manager)

    again = refused(take_over, acting(store, by=people.product_manager, now=SOON), number)
    later = refused(
        take_over, acting(store, by=people.product_manager, now=SOON + timedelta(minutes=2)), number
    )

    assert (again, later and later.code) == (None, "request.is_yours")


def test_what_a_colleague_answered_is_not_simply_taken(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager)

    refusal = refused(take, acting(store, by=gao, now=MORNING + timedelta(hours=1)), number)

    assert refusal is not None
    assert (refusal.code, refusal.facts["name"], refusal.facts["event"]) == ("request.taken", "Sun Li", "ask")


def test_an_answer_leaves_it_with_whoever_took_it(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)
    taken(store, number, gao)

    stepped(store, number, Event.ASK, people.product_manager)

    assert read(store, number).owner == gao


def test_a_form_that_was_opened_before_somebody_took_it_is_not_sent_unread(
    store: Store, people: Company
) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)
    taken(store, number, gao)

    with pytest.raises(Refusal, match="overtaken") as refusal:
        stepped(store, number, Event.ASK, people.product_manager, seen=0)

    assert (refusal.value.facts["name"], refusal.value.facts["event"]) == ("Gao Min", "take")


@pytest.mark.parametrize(
    ("who", "code"),
    [("employee", "request.product_managers_only"), ("admin", "request.owner_is_none")],
)
def test_only_a_product_manager_has_requests(store: Store, people: Company, who: str, code: str) -> None:
    number = filed(store, people.employee)

    refusal = refused(take, acting(store, by=getattr(people, who), now=SOON), number)

    assert refusal is not None
    assert refusal.code == code


def test_what_is_closed_is_nobodys_to_take(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.DECLINE, people.product_manager)

    refusal = refused(take, acting(store, by=second_product_manager(store), now=SOON), number)

    assert refusal is not None
    assert refusal.code == "request.moved_on"
