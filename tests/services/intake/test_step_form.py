"""A form about a step starts with what its writer left unfinished."""

from datetime import date

import pytest

from bot.domain.drafts import Form
from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.services.intake.step_form import keep_step_draft, step_form
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read
from tests.builders.people import Company

DUE = date(2026, 11, 27)


def keep(store: Store, number: int, by: Person, *, text: str, due_on: date | None = None) -> None:
    keep_step_draft(
        acting(store, by=by),
        Form.TRIAGE,
        request_id=number,
        event=Event.ACCEPT,
        text=text,
        due_on=due_on,
        submission="V2",
    )


def opened(
    store: Store, number: int, by: Person, *, event: Event = Event.ACCEPT, form: Form = Form.TRIAGE
) -> StepForm:
    with store.read() as unit:
        return step_form(unit, form, read(store, number), event, by=by)


@pytest.mark.parametrize("due_on", [DUE, None])
def test_what_was_typed_is_there_again(store: Store, due_on: date | None, people: Company) -> None:
    number = filed(store, people.employee)

    keep(store, number, people.product_manager, text="We look", due_on=due_on)

    form = opened(store, number, people.product_manager)
    assert (form.text, form.due_on, form.started_at) == ("We look", due_on, MORNING)


def test_an_empty_form_is_not_kept(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    keep(store, number, people.product_manager, text="", due_on=DUE)

    form = opened(store, number, people.product_manager)
    assert (form.text, form.due_on, form.started_at) == ("", None, None)


def test_another_step_another_form_and_another_person_start_empty(store: Store, people: Company) -> None:
    number, other = filed(store, people.employee), filed(store, people.employee, submission="V9")

    keep(store, number, people.product_manager, text="We look")

    assert [
        form.text
        for form in (
            opened(store, other, people.product_manager),
            opened(store, number, people.product_manager, event=Event.DECLINE),
            opened(store, number, people.product_manager, form=Form.MY_REQUEST),
            opened(store, number, people.admin),
        )
    ] == ["", "", "", ""]
