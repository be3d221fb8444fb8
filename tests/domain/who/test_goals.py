"""Who may see or do what of goals, job forms, figures and the plan."""

from dataclasses import replace

import pytest

from bot.domain.access import Deed, may
from bot.domain.goals.job_form_way import State as FormState
from bot.domain.goals.plan_view import Looked
from bot.domain.goals.shared import Around
from bot.domain.goals.way import State as GoalsState
from bot.domain.nudging.reach import Headed
from tests.builders.agreement import goals_at
from tests.builders.deeds import EVERYBODY, who_may
from tests.builders.figures import wanted
from tests.builders.job_forms import form as job_form
from tests.builders.people import CHEN, LIU, WU

OF_A_FORM = {
    Deed.FILL_JOB_FORM: {"chen"},
    Deed.RATE_JOB_FORM: {"liu", "hr"},
    Deed.READ_JOB_FORM: {"chen", "liu", "hr"},
}


ONCE_TOLD = {Deed.READ_JOB_FORM: {"chen", "liu", "hr", "boss"}}


@pytest.mark.parametrize("state", list(FormState))
@pytest.mark.parametrize("deed", list(OF_A_FORM))
def test_a_job_responsibility_form_is_for_both_sides_and_hr_and_for_the_head_once_told(
    deed: Deed, state: FormState
) -> None:
    form = job_form(state, employee_id=CHEN.id, manager_id=LIU.id)

    assert who_may(deed, form) == OF_A_FORM[deed]
    assert who_may(deed, replace(form, head_id=8)) == {**OF_A_FORM, **ONCE_TOLD}[deed]


def test_nobody_of_hr_rates_their_own_form() -> None:
    assert not may(Deed.RATE_JOB_FORM, EVERYBODY["hr"], job_form(employee_id=9))


OF_GOALS = {
    Deed.READ_GOALS: {"chen", "liu", "hr"},
    Deed.DRAFT_GOALS: {"chen"},
    Deed.AGREE_GOALS: {"liu", "hr"},
}


@pytest.mark.parametrize("state", list(GoalsState))
@pytest.mark.parametrize("deed", list(OF_GOALS))
def test_goals_are_for_both_sides_and_hr(deed: Deed, state: GoalsState) -> None:
    goals = goals_at(state)

    assert who_may(deed, goals) == OF_GOALS[deed]
    assert who_may(deed, replace(goals, is_here=False)) == OF_GOALS[deed]


def test_nobody_of_hr_agrees_to_their_own_goals_in_their_managers_place() -> None:
    assert not may(Deed.AGREE_GOALS, EVERYBODY["hr"], goals_at(employee_id=9))


@pytest.mark.parametrize(
    ("department", "leads", "allowed"),
    [
        (None, True, {"hr"}),
        ("Marketing", False, {"hr"}),
        ("Marketing", True, set(EVERYBODY) - {"company"}),
        ("Technical", True, {"hr"}),
    ],
)
def test_who_takes_up_a_goal_is_for_hr_and_for_who_leads_in_that_department(
    department: str | None, leads: bool, allowed: set[str]
) -> None:
    """All of these are of Marketing."""
    assert who_may(Deed.READ_TAKEN_UP, Looked(department=department, leads=leads)) == allowed


@pytest.mark.parametrize("deed", [Deed.READ_REACH, Deed.READ_DEPARTMENT])
def test_a_department_in_figures_is_for_hr_and_for_who_heads_it(deed: Deed) -> None:
    headed = Headed(department="Marketing", heads=frozenset({EVERYBODY["boss"].id}))

    assert who_may(deed, headed) == {"hr", "boss", "company"}


OF_A_SHARED_KPI = {
    Deed.ANSWER_SHARED_KPI: {"chen", "wu", "boss"},
    Deed.WITHDRAW_SHARED_KPI: {"chen"},
    Deed.READ_SHARED_KPI: {"chen", "wu", "liu", "hr"},
}


@pytest.mark.parametrize("deed", list(OF_A_SHARED_KPI))
def test_a_shared_kpi_is_for_its_owners_and_their_managers(deed: Deed) -> None:
    """Of Chen Jie, who proposed it, Wu Min, and a department for which Zhao Min answers."""
    around = Around(
        proposed_by_id=CHEN.id,
        answering=frozenset({CHEN.id, WU.id, 8}),
        owners=frozenset({CHEN.id, WU.id}),
        managers=frozenset({LIU.id}),
    )

    assert who_may(deed, around) == OF_A_SHARED_KPI[deed]


OF_A_FIGURE = {Deed.ENTER_FIGURES: {"company", "hr", "developer"}}


def test_a_figure_is_entered_by_its_source_by_hr_or_by_the_company() -> None:
    assert who_may(Deed.ENTER_FIGURES, wanted(figure_by_id=12)) == OF_A_FIGURE[Deed.ENTER_FIGURES]
