"""Open requests and answers that stand are found; closed and retired ones are not."""

from dataclasses import replace

from bot.domain.intake.known_answers import Keeping
from bot.domain.intake.similar import CANDIDATES, Found
from bot.domain.intake.way import Event
from bot.services.intake.known_answers import Entered, retire_answer, save_answer
from bot.services.intake.my_request import add_or_reopen
from bot.services.intake.search_index import index_answer, rebuild_index
from bot.services.intake.similar import find_similar
from bot.services.intake.triage import take_step
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, stepped
from tests.builders.people import Company

ASKED = "购物车付款后是空的"


def numbers(store: Store, people: Company) -> tuple[list[int], list[int]]:
    with store.read() as unit:
        found = find_similar(unit, ASKED, by_id=people.colleague.id)
    return [each.id for each in found.answers], [each.number for each in found.requests]


def test_an_open_request_is_found_until_it_is_closed_and_again_when_it_is_reopened(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    assert numbers(store, people) == ([], [number])

    stepped(store, number, Event.ANSWER, people.product_manager)
    assert numbers(store, people) == ([], [])

    add_or_reopen(
        acting(store, by=people.employee),
        request_id=number,
        event=Event.REOPEN,
        text="Still",
        files=(),
        submission="V9",
    )
    assert numbers(store, people) == ([], [number])


def test_a_kept_answer_is_found_until_it_is_retired(store: Store, people: Company) -> None:
    with store.begin() as unit:
        answer = unit.known_answers.add(
            name="",
            title="Why is my cart empty after paying?",
            text="Reload the page.",
            locale="en-US",
            page="",
            kept_by_id=people.product_manager.id,
            at=MORNING,
        )
        index_answer(unit, answer)
    assert numbers(store, people) == ([answer.id], [])

    with store.begin() as unit:
        unit.known_answers.retire(answer.id, at=MORNING)
        index_answer(unit, unit.known_answers.get(answer.id))
    assert numbers(store, people) == ([], [])


def test_what_the_desk_keeps_changes_and_retires_is_found_as_it_is_then(
    store: Store, people: Company
) -> None:
    desk = acting(store, by=people.product_manager)
    entered = Entered(
        title="Why is my cart empty after paying?", text="Reload.", name="", page="", locale="en-US"
    )

    save_answer(desk, entered, answer_id=None)
    found = numbers(store, people)
    save_answer(desk, replace(entered, title="How do I print a label?"), answer_id=1)
    changed = numbers(store, people)
    save_answer(desk, entered, answer_id=1)
    retire_answer(desk, answer_id=1)

    assert (found, changed, numbers(store, people)) == (([1], []), ([], []), ([], []))


def test_an_answer_that_is_kept_with_its_sending_is_found(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    take_step(
        acting(store, by=people.product_manager),
        request_id=number,
        event=Event.ANSWER,
        text="Reload.",
        due_on=None,
        seen=0,
        submission="V5",
        keeping=Keeping(title="Why is my cart empty after paying?", name=""),
    )

    assert numbers(store, people) == ([1], [])


def test_a_request_older_than_the_index_is_found_as_soon_as_it_moves_on(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    with store.begin() as unit:
        unit.similar.forget_all()

    stepped(store, number, Event.ACCEPT, people.product_manager)

    assert numbers(store, people) == ([], [number])


def test_an_answer_is_found_however_many_requests_say_the_same(store: Store, people: Company) -> None:
    for number in range(CANDIDATES + 1):
        filed(store, people.employee, happened=ASKED, page="", expected="", submission=f"V{number}")
    entered = Entered(title="付款后购物车", text="Reload.", name="", page="", locale="zh-CN")
    save_answer(acting(store, by=people.product_manager), entered, answer_id=None)

    assert numbers(store, people)[0] == [1]


def test_the_index_is_rebuilt_from_what_there_is(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with store.begin() as unit:
        unit.similar.forget_all()
        unit.similar.put(Found.REQUEST, 99, terms={"空的": 1}, text="空的")

    assert rebuild_index(acting(store)) == 1

    assert numbers(store, people) == ([], [number])
