"""Filling in a form: kept with every step, signed once, taken back; who may, and what is refused."""

from datetime import datetime, timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.goals.job_form import Answer, JobForm, Met
from bot.domain.goals.job_form_draft import JobFormForm, Start, StepKind
from bot.domain.goals.job_form_facts import Fate
from bot.domain.goals.job_form_way import State
from bot.domain.goals.post import RequirementKind
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.job_form import (
    ReadOverAgain,
    begin_with,
    fill,
    keep_closed,
    keep_step,
    open_job_form,
    pass_step,
    take_back,
)
from bot.services.goals.job_form_editing import put_duty, put_requirement
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY, proposed
from tests.builders.job_forms import begun, begun_before, filled, now_of, rated
from tests.builders.people import Company
from tests.builders.told import told

LATER = TUESDAY + timedelta(minutes=5)


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


def by(store: Store, person: Person, *, at: datetime = TUESDAY) -> Acting:
    return acting(store, by=person, now=at)


def saved(form: JobFormForm) -> str:
    assert form.saved_at is not None
    return form.saved_at.isoformat()


def of_free_post(store: Store, person: Person) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, person.id).post = "Head of odds and ends"


def test_it_begins_with_what_the_persons_post_brings_along(
    store: Store, people: Company, form: JobForm
) -> None:
    opened = open_job_form(by(store, people.employee), form_id=form.id)

    assert opened.post is not None
    assert opened.post.key == "marketing-specialist"
    assert [duty.key for duty in opened.draft.content.duties] == [duty.key for duty in opened.post.duties]
    assert len(opened.draft.content.requirements) == len(opened.post.requirements)
    assert (opened.saved_at, opened.last, opened.known) == (None, None, None)


def test_whose_post_is_free_text_begins_with_nothing_and_is_told_what_is_missing(
    store: Store, people: Company, form: JobForm
) -> None:
    of_free_post(store, people.employee)
    who = by(store, people.employee)

    opened, lacks = pass_step(who, form_id=form.id, step=1, entered={})

    assert opened.post is None
    assert [each.refusal.code for each in lacks] == ["job_form.no_duties"]
    assert opened.draft.step == 1
    put_duty(who, form_id=form.id, key=None, name="Mends", parts=(), number=None, language="en")
    opened, lacks = pass_step(who, form_id=form.id, step=1, entered={})
    assert (opened.step.kind, lacks) == (StepKind.REQUIREMENTS, [])
    opened, lacks = pass_step(who, form_id=form.id, step=2, entered={})
    assert [each.refusal.code for each in lacks] == ["job_form.no_requirements"]
    assert opened.draft.step == 2


def test_every_step_is_kept_and_it_goes_on_where_it_was_left(
    store: Store, people: Company, form: JobForm
) -> None:
    who = by(store, people.employee)
    asked = open_job_form(who, form_id=form.id).steps[2].requirements
    said = {each.key: Answer(met=Met.PARTLY, note="Some") for each in asked}

    pass_step(who, form_id=form.id, step=1, entered={})
    pass_step(who, form_id=form.id, step=2, entered={})
    pass_step(who, form_id=form.id, step=3, entered=said)

    again = open_job_form(by(store, people.employee, at=LATER), form_id=form.id)
    assert again.saved_at == TUESDAY
    assert again.draft.step == 4
    assert again.draft.content.answers == said


def test_a_screen_with_an_answer_missing_is_kept_and_stays(
    store: Store, people: Company, form: JobForm
) -> None:
    who = by(store, people.employee)
    first, second, *_ = open_job_form(who, form_id=form.id).steps[2].requirements
    said = {first.key: Answer(met=Met.MET), second.key: Answer(note="Hard to say")}

    kept, lacks = pass_step(who, form_id=form.id, step=3, entered=said)

    assert second.key in [each.key for each in lacks]
    assert first.key not in [each.key for each in lacks]
    assert kept.draft.step == 3
    assert kept.draft.content.answers == said


def test_an_older_click_that_arrives_late_is_passed_over(
    store: Store, people: Company, form: JobForm
) -> None:
    who = by(store, people.employee)
    keep_step(who, form_id=form.id, entered={}, go_to=2, acted_at="100.2")

    kept = keep_step(who, form_id=form.id, entered={}, go_to=1, acted_at="100.1")

    assert kept.draft.step == 2


def test_what_stood_in_a_closed_window_is_kept_unless_another_wrote_since(
    store: Store, people: Company, form: JobForm
) -> None:
    who = by(store, people.employee)
    key = open_job_form(who, form_id=form.id).steps[2].requirements[0].key
    read = saved(keep_step(who, form_id=form.id, entered={}, go_to=3, window="V1"))

    keep_closed(who, form_id=form.id, entered={key: Answer(met=Met.MET)}, read_at=read, window="V1")
    assert open_job_form(who, form_id=form.id).draft.content.answer(key).met is Met.MET

    keep_step(
        by(store, people.employee, at=LATER),
        form_id=form.id,
        entered={key: Answer(met=Met.PARTLY)},
        go_to=3,
        window="V2",
    )
    keep_closed(who, form_id=form.id, entered={key: Answer(met=Met.NOT_YET)}, read_at=read, window="V1")
    assert open_job_form(who, form_id=form.id).draft.content.answer(key).met is Met.PARTLY


def test_signed_it_waits_for_the_manager_and_is_a_version_that_never_changes(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)

    now = now_of(store, form)
    assert (now.state, now.filled, now.rated) == (State.FILLED, 1, None)
    assert (sent.fate, sent.by, sent.at, sent.compared) == (Fate.WAITS, "Chen Jie", TUESDAY, None)
    with store.read() as unit:
        version = unit.job_forms.version(form.id, 1)
        assert version.content == sent.this.content
        assert unit.drafts.get(people.employee.id, Form.JOB_FORM, str(form.id)) is None
    assert told(store)[-4:] == [
        (f"my-goals:{form.goals_id}", people.employee.id),
        (f"goals-team:{form.cycle_id}:{people.manager.id}", people.manager.id),
        (f"job-form:{form.id}:1:{people.manager.id}", people.manager.id),
        (f"job-form:{form.id}:1:{people.employee.id}", people.employee.id),
    ]


def test_what_is_on_the_table_is_taken_back_before_it_is_filled_in_again(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)

    with pytest.raises(Refusal, match=r"job_form\.sent_already"):
        open_job_form(by(store, people.employee), form_id=form.id)

    take_back(by(store, people.employee), form_id=form.id, number=1)
    again = open_job_form(by(store, people.employee), form_id=form.id)
    assert again.draft.content.answers != {}
    assert again.known is None
    assert filled(store, form, people.employee).this.number == 2


def test_what_was_changed_since_it_was_read_over_is_shown_before_it_is_signed(
    store: Store, people: Company, form: JobForm
) -> None:
    read = keep_step(by(store, people.employee), form_id=form.id, entered={}, go_to=99)
    later = by(store, people.employee, at=LATER)
    put_duty(later, form_id=form.id, key=None, name="New", parts=(), number=1, language="en")

    with pytest.raises(ReadOverAgain, match=r"job_form\.changed_elsewhere") as refused:
        fill(later, form_id=form.id, read_at=saved(read))

    assert refused.value.form.step.kind is StepKind.READ_OVER
    assert refused.value.form.draft.content.duties[0].name == "New"
    assert now_of(store, form).state is State.OPEN


def test_what_is_not_complete_is_not_signed_and_stands_where_something_is_missing(
    store: Store, people: Company, form: JobForm
) -> None:
    who = by(store, people.employee)
    read = keep_step(who, form_id=form.id, entered={}, go_to=99)

    with pytest.raises(ReadOverAgain, match=r"job_form\.incomplete") as refused:
        fill(who, form_id=form.id, read_at=saved(read))

    assert refused.value.form.draft.step == 3
    assert open_job_form(who, form_id=form.id).step.kind is StepKind.READ_OVER


def test_nobody_fills_in_for_another(store: Store, people: Company, form: JobForm) -> None:
    for person in (people.manager, people.hr, people.colleague, people.boss):
        with pytest.raises(Refusal, match=r"job_form\.not_yours"):
            open_job_form(by(store, person), form_id=form.id)
        with pytest.raises(Refusal, match=r"job_form\.not_yours"):
            take_back(by(store, person), form_id=form.id, number=1)


def test_what_was_rated_is_not_taken_back(store: Store, people: Company, form: JobForm) -> None:
    sent = filled(store, form, people.employee)
    rated(store, sent, people.manager)

    with pytest.raises(Refusal, match=r"job_form\.rated_already"):
        take_back(by(store, people.employee), form_id=form.id, number=1)


def test_a_click_on_a_card_of_the_past_is_told_so(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    take_back(by(store, people.employee), form_id=form.id, number=1)
    filled(store, form, people.employee)

    with pytest.raises(Refusal, match=r"job_form\.changed_since"):
        take_back(by(store, people.employee), form_id=form.id, number=1)


def test_last_periods_form_is_the_start_and_the_posts_is_a_click_away(store: Store, people: Company) -> None:
    before = begun_before(store, people.employee)
    who = by(store, people.employee)
    put_duty(who, form_id=before.id, key=None, name="Runs the fair", parts=(), number=1, language="en")
    put_requirement(who, form_id=before.id, key=None, kind=RequirementKind.ABILITY, name="Cantonese", text="")
    filled(store, before, people.employee, "partly")
    form = begun(store, people.employee)

    opened = open_job_form(who, form_id=form.id)
    assert (opened.last_period, opened.draft.start) == ("2026Q4", Start.LAST)
    assert opened.draft.content.duties[0].name == "Runs the fair"
    assert opened.draft.content.answer("+2").met is Met.PARTLY
    assert opened.changed.count == 0

    anew = begin_with(who, form_id=form.id, start=Start.POST, window="V1", acted_at="1.1")
    assert anew.draft.content.duties[0].key == "campaigns"
    assert anew.draft.content.answers == {}
    assert anew.changed.count > 0
    added = put_duty(who, form_id=form.id, key=None, name="New", parts=(), number=None, language="en")
    assert added.draft.content.duties[-1].key == "+3"

    back = begin_with(who, form_id=form.id, start=Start.LAST, window="V1", acted_at="1.2")
    assert back.changed.count == 0


def test_the_employee_begins_anew_and_what_was_rated_counts_until_then(
    store: Store, people: Company, form: JobForm
) -> None:
    rated(store, filled(store, form, people.employee), people.manager)

    put_duty(
        by(store, people.employee),
        form_id=form.id,
        key=None,
        name="Trains newcomers",
        parts=(),
        number=None,
        language="en",
    )
    assert now_of(store, form).state is State.RATED
    again = filled(store, form, people.employee)

    now = now_of(store, form)
    assert (now.state, now.filled, now.rated) == (State.CHANGE_FILLED, 2, 1)
    assert [each.after.name for each in again.changed.duties if each.after] == ["Trains newcomers"]
    take_back(by(store, people.employee), form_id=form.id, number=2)
    assert now_of(store, form).state is State.RATED


def test_the_card_of_goals_is_drawn_for_the_form_and_again_for_the_sheet_of_the_same_number_and_version(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)
    proposed(store, form.goals_id, people.employee)

    with store.read() as unit:
        goals = unit.goals.look(form.goals_id)
    assert (goals.id, goals.version) == (form.id, now_of(store, form).version)
    assert told(store).count((f"my-goals:{goals.id}", people.employee.id)) == 2
