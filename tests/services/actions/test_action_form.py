"""The form: what an action can be tied to, who can be asked, and what was typed before."""

import pytest

from bot.services.actions.action_form import keep_action_typed, open_action_form, see_action_form
from storage.unit import Store
from tests.builders.actions import Improving, typed
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_what_was_typed_and_not_sent_stands_in_it_again(improving: Improving) -> None:
    by, whom = improving.by(improving.people.manager), improving.people.employee
    keep_action_typed(by, person_id=whom.id, typed=typed(kind="training"))

    again = open_action_form(by, person_id=whom.id)
    plan = open_action_form(by, person_id=whom.id, kind="plan")

    assert (again.typed.kind, again.saved_at is not None) == ("training", True)
    assert (plan.typed.kind, plan.typed.text) == ("plan", typed().text)


def test_it_offers_values_and_nobody_who_is_part_of_it_as_mentor(improving: Improving) -> None:
    by, people = improving.by(improving.people.manager), improving.people
    improving.write()

    form = see_action_form(by, person_id=people.employee.id, typed=typed())

    assert {each.key for each in form.choices} >= {"customer_first", "teamwork"} or form.choices
    assert not {people.employee.id, people.manager.id} & {each.person.id for each in form.mentors}
    assert form.open_now == 1
