"""What became of each version, with which it is compared, and what is told once."""

from datetime import date, timedelta

import pytest

from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_facts import Fate, FormFacts
from bot.domain.goals.job_form_way import Event
from bot.errors import Missing, Refusal
from bot.services.goals.advance_job_form import advance
from bot.services.goals.job_form import take_back
from bot.services.goals.job_form_facts import below, change_asked, form_facts, read_job_form, why_past
from bot.services.goals.job_form_rating import ask_for_another
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY
from tests.builders.job_forms import begun, begun_before, filled, rated
from tests.builders.people import Company

LATER = TUESDAY + timedelta(hours=2)


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


def look(store: Store, form: JobForm, number: int = 1) -> FormFacts:
    with store.read() as unit:
        return form_facts(unit, form.id, number, policy=store.policy)


def asked(store: Store, people: Company, form: JobForm, number: int = 1) -> None:
    who = acting(store, by=people.manager, now=LATER)
    ask_for_another(who, form_id=form.id, number=number, reason="Say more.")


def test_a_version_waits_by_a_day_then_is_rated_then_replaced(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)
    assert (look(store, form).fate, look(store, form).due_on) == (Fate.WAITS, date(2027, 1, 18))

    rated(store, sent, people.manager)
    assert (look(store, form).fate, look(store, form).due_on) == (Fate.RATED, None)
    assert look(store, form).by == "Liu Yang"

    second = filled(store, form, people.employee, at=LATER)
    assert look(store, form).fate is Fate.RATED
    assert list(second.numbers) == [1, 2]
    rated(store, second, people.manager, at=LATER + timedelta(hours=1))
    assert (look(store, form).fate, look(store, form, 2).fate) == (Fate.REPLACED, Fate.RATED)


def test_whoever_hears_of_it_late_has_some_days_all_the_same(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee, at=TUESDAY + timedelta(days=20))

    assert look(store, form).due_on == date(2027, 1, 28)


def test_a_version_is_taken_back_or_sent_back_with_a_reason(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)
    take_back(acting(store, by=people.employee, now=LATER), form_id=form.id, number=1)
    assert (look(store, form).fate, look(store, form).by) == (Fate.TAKEN_BACK, "Chen Jie")

    filled(store, form, people.employee)
    asked(store, people, form, 2)
    second = look(store, form, 2)
    assert (second.fate, second.by, second.reason) == (Fate.SENT_BACK, "Liu Yang", "Say more.")


def test_a_withdrawn_form_says_so_of_every_version(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    with store.begin() as unit:
        advance(unit, unit.job_forms.get(form.id), Event.WITHDRAW, acting(store, now=LATER))

    assert look(store, form).fate is Fate.WITHDRAWN
    with store.read() as unit:
        assert why_past(unit, unit.job_forms.look(form.id), 1).code == "job_form.withdrawn"


def test_a_first_version_is_compared_with_the_newest_of_the_period_before(
    store: Store, people: Company
) -> None:
    before = begun_before(store, people.employee)
    filled(store, before, people.employee)
    take_back(acting(store, by=people.employee, now=LATER), form_id=before.id, number=1)
    newest = filled(store, before, people.employee, "partly")
    form = begun(store, people.employee)

    sent = filled(store, form, people.employee)

    assert sent.compared == newest.this
    assert {each.after.met for each in sent.changed.answers} != set()


def test_what_was_taken_back_is_read_by_nobody_else(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    take_back(acting(store, by=people.employee, now=LATER), form_id=form.id, number=1)
    filled(store, form, people.employee)

    for reader in (people.manager, people.hr):
        who = acting(store, by=reader, now=LATER)
        assert list(read_job_form(who, form_id=form.id).numbers) == [2]
        with pytest.raises(Refusal, match=r"job_form\.nothing_yet"):
            read_job_form(who, form_id=form.id, number=1)
    own = acting(store, by=people.employee, now=LATER)
    assert list(read_job_form(own, form_id=form.id, number=1).numbers) == [1, 2]


def test_what_is_asked_for_can_be_filled_in_until_it_is(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    asked(store, people, form)
    with store.read() as unit:
        number = unit.job_forms.history(form.id)[-1].number
        shown = change_asked(unit, form.id, number)
    assert (shown.by, shown.reason, shown.is_open) == ("Liu Yang", "Say more.", True)

    filled(store, form, people.employee)

    with store.read() as unit:
        assert not change_asked(unit, form.id, number).is_open
        with pytest.raises(Missing):
            change_asked(unit, form.id, 99)


def test_below_the_mark_is_told_of_the_version_that_counts_and_of_no_other(
    store: Store, people: Company, form: JobForm
) -> None:
    rated(store, filled(store, form, people.employee), people.manager, "not_yet")
    with store.read() as unit:
        number = unit.job_forms.history(form.id)[-1].number
        told = below(unit, form.id, number, policy=store.policy)
    assert told is not None
    assert (told.number, told.told, told.mark) == (1, ("Zhao Min", "Zhou Jing"), 60)

    second = filled(store, form, people.employee, at=LATER)
    rated(store, second, people.manager, at=LATER)

    with store.read() as unit:
        assert below(unit, form.id, number, policy=store.policy) is None
