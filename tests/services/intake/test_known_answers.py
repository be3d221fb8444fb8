"""Kept answers: chosen, counted, kept with what is sent, listed, changed and retired."""

import pytest

from bot.domain.intake.known_answers import Keeping
from bot.domain.intake.way import Event, State
from bot.errors import Refusal
from bot.services.intake.known_answers import (
    Entered,
    all_answers,
    read_answer,
    retire_answer,
    save_answer,
)
from bot.services.intake.triage import open_step, take_step
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read
from tests.builders.people import Company, Person

BASKET = Entered(
    title="Where is my basket?", text="Reload the page.", name="!Basket", page="", locale="en-US"
)


def kept(store: Store, by: Person, *, answer: Entered = BASKET) -> int:
    save_answer(acting(store, by=by, now=MORNING), answer, answer_id=None)
    return all_answers(acting(store, by=by))[0].id


def answered(
    store: Store,
    people: Company,
    number: int,
    *,
    text: str = "Reload the page.",
    known: int | None = None,
    keeping: Keeping | None = None,
) -> None:
    take_step(
        acting(store, by=people.product_manager, now=MORNING),
        request_id=number,
        event=Event.ANSWER,
        text=text,
        due_on=None,
        seen=0,
        submission=f"A{number}",
        known=known,
        keeping=keeping,
    )


def uses(store: Store, by: Person) -> list[int]:
    return [each.uses for each in all_answers(acting(store, by=by))]


def test_it_is_offered_where_somebody_is_answered_and_nowhere_else(store: Store, people: Company) -> None:
    answer, number = kept(store, people.product_manager), filed(store, people.employee)
    desk = acting(store, by=people.product_manager)

    forms = [open_step(desk, request_id=number, event=event) for event in (Event.ANSWER, Event.ASK)]

    assert [[each.id for each in form.known] for form in forms] == [[answer], []]


def test_a_use_is_counted_where_what_was_sent_still_says_it(store: Store, people: Company) -> None:
    answer = kept(store, people.product_manager)
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")

    answered(store, people, first, text="Dear Chen,\n\nReload the page.", known=answer)
    answered(store, people, second, text="Something else.", known=answer)

    assert uses(store, people.product_manager) == [1]


def test_what_is_sent_is_kept_with_one_tick(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    answered(store, people, number, keeping=Keeping(title="An empty basket", name="basket"))

    (answer,) = all_answers(acting(store, by=people.product_manager))
    assert (answer.title, answer.name, answer.text) == ("An empty basket", "basket", "Reload the page.")
    assert answer.page == read(store, number).page


@pytest.mark.parametrize(
    ("keeping", "field", "code"),
    [
        (Keeping(title=""), "title", "text_missing"),
        (Keeping(title="A", name="two words"), "name", "macro_invalid"),
        (Keeping(title="A", name="BASKET"), "name", "macro_taken"),
    ],
)
def test_what_cannot_be_kept_so_is_not_sent_either(
    store: Store, people: Company, keeping: Keeping, field: str, code: str
) -> None:
    kept(store, people.product_manager)
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=code) as refusal:
        answered(store, people, number, keeping=keeping)

    assert refusal.value.field == field
    assert read(store, number).state is State.NEW


def test_one_is_changed_and_keeps_its_name(store: Store, people: Company) -> None:
    desk = acting(store, by=people.product_manager, now=MORNING)
    answer = kept(store, people.product_manager)
    changed = Entered(title="A", text="B", name="basket", page="", locale="zh-CN")

    save_answer(desk, changed, answer_id=answer)

    found = read_answer(desk, answer_id=answer)
    assert (found.title, found.text, found.name, found.locale) == ("A", "B", "basket", "zh-CN")


def test_a_retired_one_is_given_no_more_and_its_name_is_free(store: Store, people: Company) -> None:
    desk = acting(store, by=people.product_manager, now=MORNING)
    answer = kept(store, people.product_manager)

    retire_answer(desk, answer_id=answer)

    with pytest.raises(Refusal, match="answer_retired"):
        read_answer(desk, answer_id=answer)
    with pytest.raises(Refusal, match="answer_retired"):
        save_answer(desk, BASKET, answer_id=answer)
    assert kept(store, people.product_manager) != answer


@pytest.mark.parametrize(("search", "count"), [("", 1), ("BASKET reload", 1), ("search", 0)])
def test_it_is_found_by_its_words(store: Store, people: Company, search: str, count: int) -> None:
    kept(store, people.product_manager)

    assert len(all_answers(acting(store, by=people.product_manager), search=search)) == count


def test_nobody_else_looks_after_them(store: Store, people: Company) -> None:
    kept(store, people.admin)

    with pytest.raises(Refusal, match=r"desk\.product_managers_only"):
        all_answers(acting(store, by=people.employee))
