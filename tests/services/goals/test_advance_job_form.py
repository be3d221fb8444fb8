"""A form moves on: it begins with the goals, what is owed of it, and that it follows its person."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_way import Event, State
from bot.domain.obligations import Kind, Owed
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.goals.advance_job_form import advance, hand_over, leave_or_return
from bot.services.obligations import owed_by, rebuild
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import OPENED, TUESDAY, open_goals_of
from tests.builders.job_forms import begun, begun_before, filled, now_of, of_goals, rated
from tests.builders.people import Company

SPRING = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)
"""After the period's end."""


def owed(store: Store, person: Person, *, now: datetime = TUESDAY) -> list[Owed]:
    with store.read() as unit:
        found = owed_by(unit, person, acting(store, now=now))
        return [each for each in found if each.kind in (Kind.JOB_FORM, Kind.JOB_FORM_RATING)]


def moved_to(store: Store, person: Person, manager: Person, *, now: datetime) -> None:
    with store.begin() as unit:
        hand_over(unit, person.id, manager, acting(store, now=now))


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


def test_a_form_begins_beside_the_goals_of_everybody_and_is_owed_by_the_same_day(
    store: Store, people: Company
) -> None:
    goals = open_goals_of(store, people.employee, people.colleague)

    forms = [of_goals(store, each.id) for each in goals]

    assert [(form.employee_id, form.state, form.version) for form in forms] == [
        (people.employee.id, State.OPEN, 1),
        (people.colleague.id, State.OPEN, 1),
    ]
    assert owed(store, people.employee, now=OPENED) == []
    [asked] = owed(store, people.employee)
    assert (asked.kind, asked.who, asked.due_on) == (Kind.JOB_FORM, "Liu Yang", date(2027, 1, 18))
    assert rebuild(acting(store, now=TUESDAY)) == 0


def test_what_is_not_possible_is_refused_and_leaves_no_trace(store: Store, form: JobForm) -> None:
    with pytest.raises(Refusal, match=r"job_form\.not_now"), store.begin() as unit:
        advance(unit, unit.job_forms.get(form.id), Event.RATE, acting(store, now=TUESDAY))

    with store.read() as unit:
        assert [entry.event for entry in unit.job_forms.history(form.id)] == [Event.OPEN]


def test_a_new_manager_has_a_waiting_form_from_then_on(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)

    moved_to(store, people.employee, people.boss, now=SPRING)

    [waits] = owed(store, people.boss, now=SPRING)
    assert (waits.kind, waits.since) == (Kind.JOB_FORM_RATING, SPRING)
    assert owed(store, people.manager, now=SPRING) == []


def test_a_rated_form_follows_its_person_until_its_period_ends(store: Store, people: Company) -> None:
    before = begun_before(store, people.employee)
    rated(store, filled(store, before, people.employee), people.manager)
    now = begun(store, people.employee)
    rated(store, filled(store, now, people.employee), people.manager)

    moved_to(store, people.employee, people.boss, now=TUESDAY)

    assert now_of(store, before).manager_id == people.manager.id
    assert now_of(store, now).manager_id == people.boss.id


def test_the_former_managers_name_stays_in_its_history(store: Store, people: Company, form: JobForm) -> None:
    moved_to(store, people.employee, people.boss, now=TUESDAY)

    with store.read() as unit:
        facts = unit.job_forms.history(form.id)[-1].facts
    assert facts.manager is not None
    assert (facts.manager.was, facts.manager.now) == (people.manager.id, people.boss.id)


def test_nobody_is_asked_about_somebody_who_has_left(store: Store, people: Company, form: JobForm) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = TUESDAY.date()
        unit.session.flush()
        leave_or_return(unit, people.employee.id, acting(store, now=TUESDAY))

    assert owed(store, people.employee) == []
