"""The lists of a form, as its employee works on them."""

import pytest

from bot.domain.goals.job_form import JobForm
from bot.domain.goals.post import RequirementKind
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.job_form import keep_step, open_job_form
from bot.services.goals.job_form_editing import (
    bring_back,
    drop_duty,
    drop_requirement,
    move_duty,
    put_duty,
    put_requirement,
)
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY
from tests.builders.job_forms import begun
from tests.builders.people import Company


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


@pytest.fixture
def who(store: Store, people: Company) -> Acting:
    return acting(store, by=people.employee, now=TUESDAY)


def duties(who: Acting, form: JobForm) -> list[str]:
    return [each.key for each in open_job_form(who, form_id=form.id).draft.content.duties]


def test_duties_are_added_edited_moved_dropped_and_brought_back(who: Acting, form: JobForm) -> None:
    assert duties(who, form) == ["campaigns", "ads", "social", "market"]

    put_duty(who, form_id=form.id, key=None, name="Fairs", parts=("Book", "Staff"), number=2, language="en")
    assert duties(who, form) == ["campaigns", "+1", "ads", "social", "market"]

    move_duty(who, form_id=form.id, key="market", by=-1, acted_at="1.1")
    drop_duty(who, form_id=form.id, key="+1", acted_at="1.2")
    assert duties(who, form) == ["campaigns", "ads", "market", "social"]

    shown = bring_back(who, form_id=form.id, acted_at="1.3")
    assert duties(who, form) == ["campaigns", "+1", "ads", "market", "social"]
    assert shown.draft.content.duties[1].parts == ("Book", "Staff")
    assert shown.draft.dropped is None


def test_what_is_not_there_is_neither_dropped_nor_brought_back(who: Acting, form: JobForm) -> None:
    drop_duty(who, form_id=form.id, key="gone", acted_at="1.1")
    bring_back(who, form_id=form.id, acted_at="1.2")

    assert duties(who, form) == ["campaigns", "ads", "social", "market"]


def test_requirements_of_ones_own_come_and_go_and_the_posts_stay(who: Acting, form: JobForm) -> None:
    def kept() -> list[str]:
        content = open_job_form(who, form_id=form.id).draft.content
        return [str(each.name) for each in content.requirements if each.is_own]

    put_requirement(who, form_id=form.id, key=None, kind=RequirementKind.ABILITY, name="Excel", text="Pivots")
    put_requirement(who, form_id=form.id, key="+1", kind=RequirementKind.ABILITY, name="Sheets", text="")
    assert kept() == ["Sheets"]

    drop_requirement(who, form_id=form.id, key="+1", acted_at="1.1")
    assert kept() == []
    bring_back(who, form_id=form.id, acted_at="1.2")
    assert kept() == ["Sheets"]

    with pytest.raises(Refusal, match=r"job_form\.posts_own"):
        drop_requirement(who, form_id=form.id, key="planning", acted_at="1.3")
    with pytest.raises(Refusal, match=r"job_form\.posts_own"):
        put_requirement(
            who, form_id=form.id, key="planning", kind=RequirementKind.ABILITY, name="Less", text=""
        )


def test_what_was_put_on_the_form_in_one_window_is_there_for_the_step_of_another(
    who: Acting, form: JobForm
) -> None:
    put_duty(who, form_id=form.id, key=None, name="Fairs", parts=(), number=1, language="en")

    kept = keep_step(who, form_id=form.id, entered={}, go_to=2, window="V2")

    assert kept.draft.content.duties[0].name == "Fairs"
