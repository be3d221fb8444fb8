"""A half-finished form: loaded for whoever fills it in, kept with every step."""

from datetime import timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_draft import JobFormForm, Start
from bot.domain.goals.job_form_way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance_job_form import advance
from bot.services.goals.job_form_draft import changed, keep, working_on
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY
from tests.builders.job_forms import begun, begun_before, filled, now_of, rated
from tests.builders.people import Company


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


@pytest.fixture
def who(store: Store, people: Company) -> Acting:
    return acting(store, by=people.employee, now=TUESDAY)


def loaded(who: Acting, form: JobForm) -> JobFormForm:
    with who.store.read() as unit:
        return working_on(unit, form.id, who)


def test_what_is_kept_is_loaded_and_a_step_that_is_gone_is_the_nearest(who: Acting, form: JobForm) -> None:
    with who.store.begin() as unit:
        shown = working_on(unit, form.id, who, lock=True)
        keep(unit, shown, shown.draft.model_copy(update={"step": 99}), who)

    again = loaded(who, form)

    assert (again.draft.step, again.saved_at) == (len(again.steps), TUESDAY)


def test_a_click_that_comes_after_a_newer_one_changes_nothing(who: Acting, form: JobForm) -> None:
    for acted_at, step in (("2.0", 2), ("1.0", 1), ("2.0", 1)):
        changed(
            who,
            form_id=form.id,
            change=lambda shown, step=step: shown.draft.model_copy(update={"step": step}),
            acted_at=acted_at,
        )

    assert loaded(who, form).draft.step == 2


def test_a_change_that_is_refused_keeps_nothing(who: Acting, form: JobForm) -> None:
    def refuse(shown: JobFormForm) -> None:
        raise Refusal("job_form.too_many_duties", most=12)

    with pytest.raises(Refusal):
        changed(who, form_id=form.id, change=refuse)  # type: ignore[arg-type]

    assert loaded(who, form).saved_at is None


@pytest.mark.parametrize("is_rated", [False, True])
def test_after_a_version_it_begins_with_that_and_not_with_the_period_before(
    store: Store, people: Company, who: Acting, is_rated: bool
) -> None:
    filled(store, begun_before(store, people.employee), people.employee, "not_yet")
    form = begun(store, people.employee)
    assert loaded(who, form).draft.start is Start.LAST
    sent = filled(store, form, people.employee, "partly")
    if is_rated:
        rated(store, sent, people.manager)
    else:
        with store.begin() as unit:
            advance(unit, unit.job_forms.get(form.id), Event.TAKE_BACK, who)

    again = loaded(who, form)

    assert again.draft.content == sent.this.content
    assert again.last is None


def test_a_reason_is_shown_until_the_next_version_is_sent(
    store: Store, people: Company, who: Acting, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)
    with store.begin() as unit:
        advance(unit, unit.job_forms.get(form.id), Event.CHANGE, who, note="Say more.")
    assert loaded(who, form).question == "Say more."

    sent = filled(store, form, people.employee, at=TUESDAY + timedelta(hours=1))
    rated(store, sent, people.manager, at=TUESDAY + timedelta(hours=2))

    assert loaded(who, form).question is None


def test_of_what_was_withdrawn_nothing_is_filled_in(who: Acting, form: JobForm) -> None:
    with who.store.begin() as unit:
        advance(unit, unit.job_forms.get(form.id), Event.WITHDRAW, who)

    with pytest.raises(Refusal, match=r"job_form\.withdrawn"):
        loaded(who, form)
    assert now_of(who.store, form).stage.closed


def test_another_post_brings_its_own_along(store: Store, people: Company, who: Acting, form: JobForm) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).post = "客户服务"

    assert loaded(who, form).draft.content.duties[0].key == "answering"


def test_signing_takes_the_draft_away(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)

    with store.read() as unit:
        assert unit.drafts.get(people.employee.id, Form.JOB_FORM, str(form.id)) is None
