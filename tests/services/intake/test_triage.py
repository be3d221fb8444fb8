"""The desk's steps: who may take them, who becomes the owner, and what happens when two are at it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.domain.intake.way import DESK_EVENTS, Event, State
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.intake.my_request import add_or_reopen
from bot.services.intake.triage import open_step
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed, read, stepped
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told

DUE = date(2026, 11, 27)


def second_product_manager(store: Store) -> Person:
    return person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (Event.ACCEPT, State.ACCEPTED),
        (Event.ANSWER, State.ANSWERED),
        (Event.ASK, State.ASKED),
        (Event.DECLINE, State.DECLINED),
    ],
)
def test_a_step_moves_the_request_and_tells_the_requester(
    store: Store, people: Company, event: Event, state: State
) -> None:
    number = filed(store, people.employee)

    stepped(store, number, event, people.product_manager, text="Reload the page.")

    request = read(store, number)
    assert request.state is state
    assert request.answer is not None
    assert (request.answer.text, request.answer.by) == ("Reload the page.", people.product_manager)
    assert told(store, after=2) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequestStepTaken", people.employee.id),
    ]
    assert announced(store)[-1][1] == {"to": people.employee.id, "request_id": number, "number": 2}


def test_an_acceptance_may_promise_a_day_and_is_finished_later(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    stepped(store, number, Event.ACCEPT, people.product_manager, text="", due_on=DUE)
    promised = read(store, number)
    stepped(store, number, Event.FINISH, people.product_manager, now=MORNING + timedelta(hours=4))

    assert promised.due_on == DUE
    assert read(store, number).state is State.DONE
    assert read(store, number).due_on is None


def test_a_day_that_has_passed_is_no_promise(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="date_has_passed") as refusal:
        stepped(store, number, Event.ACCEPT, people.product_manager, due_on=date(2026, 11, 22))

    assert refusal.value.field == "due_on"
    assert read(store, number).state is State.NEW


@pytest.mark.parametrize("who", ["employee", "hr", "developer", "manager"])
def test_only_product_managers_and_the_admin_act(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="product_managers_only") as refusal:
        stepped(store, number, Event.ACCEPT, getattr(people, who))

    assert refusal.value.facts == {"name": "Sun Li"}
    assert read(store, number).state is State.NEW
    stepped(store, number, Event.ACCEPT, people.admin)
    assert read(store, number).owner == people.product_manager


def test_the_first_product_manager_to_answer_becomes_the_owner(store: Store, people: Company) -> None:
    wei = second_product_manager(store)
    number = filed(store, people.employee)

    stepped(store, number, Event.ASK, wei)
    stepped(store, number, Event.ACCEPT, people.product_manager, now=MORNING + timedelta(hours=1))

    assert read(store, number).owner == wei


def race(store: Store, people: Company, wei: Person, number: int) -> list[str]:
    def answer(by: Person) -> str:
        try:
            stepped(store, number, Event.ANSWER, by, seen=0)
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(2) as hands:
        return sorted(hands.map(answer, [people.product_manager, wei]))


def test_of_two_at_once_the_second_hears_who_was_faster(store: Store, people: Company) -> None:
    wei = second_product_manager(store)
    number = filed(store, people.employee)

    assert race(store, people, wei, number) == ["done", "request.overtaken"]
    assert [step.event for step in read(store, number).steps] == [Event.FILE, Event.ANSWER]


def test_a_step_taken_meanwhile_by_a_colleague_is_not_overruled_unread(store: Store, people: Company) -> None:
    wei = second_product_manager(store)
    number = filed(store, people.employee)
    form = open_step(acting(store, by=wei), request_id=number, event=Event.DECLINE)
    stepped(store, number, Event.ASK, people.product_manager)

    with pytest.raises(Refusal, match="overtaken") as refusal:
        stepped(store, number, Event.DECLINE, wei, seen=form.request.desk_seen)

    assert refusal.value.facts["name"] == "Sun Li"
    assert refusal.value.facts["event"] == "ask"


def test_what_the_slower_one_typed_is_there_when_the_form_is_opened_again(
    store: Store, people: Company
) -> None:
    wei = second_product_manager(store)
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager)
    with pytest.raises(Refusal, match="overtaken"):
        stepped(store, number, Event.ASK, wei, text="Which phone?", seen=0, submission="V7")

    form = open_step(acting(store, by=wei), request_id=number, event=Event.ASK)

    assert form.text == "Which phone?"
    assert form.started_at == MORNING + timedelta(minutes=25)


def test_a_reply_that_came_meanwhile_does_not_stop_an_answer(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    seen = open_step(
        acting(store, by=people.product_manager), request_id=number, event=Event.ACCEPT
    ).request.desk_seen
    add(store, number, people.employee)

    stepped(store, number, Event.ACCEPT, people.product_manager, seen=seen)

    assert read(store, number).state is State.ACCEPTED


def add(store: Store, number: int, by: Person) -> None:
    add_or_reopen(
        acting(store, by=by, now=MORNING),
        request_id=number,
        event=Event.REPLY,
        text="It is the same on a phone.",
        files=[],
        submission="V5",
    )


def test_the_same_form_sent_twice_is_one_step(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    stepped(store, number, Event.ASK, people.product_manager, submission="V3", seen=0)
    stepped(store, number, Event.ASK, people.product_manager, submission="V3", seen=0)

    assert len(read(store, number).steps) == 2


def test_a_click_on_an_old_card_says_who_did_what(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ANSWER, people.product_manager)

    with pytest.raises(Refusal, match="moved_on") as refusal:
        open_step(acting(store, by=people.product_manager), request_id=number, event=Event.ACCEPT)

    assert (refusal.value.facts["name"], refusal.value.facts["event"]) == ("Sun Li", "answer")


def ask_at_once(store: Store, number: int, by: Person) -> None:
    stepped(store, number, Event.ASK, by)


def open_the_question(store: Store, number: int, by: Person) -> None:
    open_step(acting(store, by=by), request_id=number, event=Event.ASK)


@pytest.mark.parametrize("ask", [ask_at_once, open_the_question])
def test_nobody_is_asked_who_has_left(
    store: Store, people: Company, ask: Callable[[Store, int, Person], None]
) -> None:
    number = filed(store, people.employee)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = date(2026, 11, 23)

    with pytest.raises(Refusal) as refused:
        ask(store, number, people.product_manager)

    assert refused.value.code == "request.requester_left"
    assert refused.value.facts == {"name": "Chen Jie", "request": number}
    assert read(store, number).state is State.NEW
    stepped(store, number, Event.DECLINE, people.product_manager)
    assert read(store, number).state is State.DECLINED


@pytest.mark.parametrize("event", [each for each in Event if each not in DESK_EVENTS])
def test_what_the_requester_says_and_what_happens_by_itself_is_not_the_desks_to_do(
    store: Store, people: Company, event: Event
) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=r"card\.unknown"):
        open_step(acting(store, by=people.product_manager), request_id=number, event=event)
    with pytest.raises(Refusal, match=r"card\.unknown"):
        stepped(store, number, event, people.product_manager)

    assert len(read(store, number).steps) == 1
