"""Plans from above: a file, HR's own goals, a KPI that hangs on one, and what nobody has taken up."""

from datetime import UTC, datetime

import pytest

from bot.domain.drafts import Form
from bot.domain.quantities import Quantity
from bot.sandbox import Modal
from bot.sandbox import Person as Keyboard
from tests.builders.goals import agreed, kpi, open_goals_of
from tests.builders.plans import by_hand, goal, imported, plan_text
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    return datetime(2027, 1, 5, 2, 0, tzinfo=UTC)


def plan_of(person: Keyboard) -> Modal:
    person.command("/review", "plan")
    return person.wait_for_modal(title="The plan")


def test_hr_adds_a_goal_changes_it_and_retires_it(workspace: Workspace) -> None:
    imported(workspace.store, plan_text("turnover"))
    zhou = workspace.person("zhou")
    plan = plan_of(zhou)
    assert "*Goal turnover* · 100 pieces · The company · 2027" in plan.plain
    assert "taken up by nobody: 1" in plan.plain

    plan.click("Add a goal…")
    form = zhou.wait_for_modal(title="Add a goal")
    form.fill("Name", "Visits to the shop")
    form.fill("Target", "as many as we can")
    form.fill("Period", "2027 q5")
    form.choose("Whose goal it is", "Marketing")
    form.choose("The goal above it", "Goal turnover")
    form.submit()
    assert "cannot be read as a number" in form.errors["Target"]
    assert "“2027 q5” is no period" in form.errors["Period"]
    form.fill("Target", "15万")
    form.fill("Period", "2027 q1")
    form.submit()

    plan = zhou.wait_for_modal(containing="Visits to the shop")
    assert "↳ *Visits to the shop* · 150,000 · Marketing · 2027 Q1" in plan.plain
    assert "✅ Taken up: Marketing (Visits to the shop: 15万)" in plan.plain

    plan.choose_overflow("Edit…", near="↳")
    form = zhou.wait_for_modal(title="Change a goal")
    assert form.value("Period") == "2027Q1"
    form.fill("Target", "16万")
    form.submit()
    plan = zhou.wait_for_modal(containing="160,000")
    plan.choose_overflow("Retire…", near="↳")
    zhou.wait_for_modal(title="Retire a goal").submit()
    workspace.wait_until(lambda: "Visits to the shop" not in zhou.wait_for_modal(title="The plan").plain)
    plan = zhou.wait_for_modal(title="The plan")
    plan.select("Which goals", "Retired goals")
    plan = zhou.wait_for_modal(containing="1 goal of 2027 was retired")
    plan.choose_overflow("Bring it back")
    workspace.wait_until(lambda: "0 goals of 2027" in zhou.wait_for_modal(title="The plan").plain)


def test_the_second_of_two_who_change_a_goal_sees_the_first_and_loses_nothing(workspace: Workspace) -> None:
    by_hand(workspace.store, goal("visits", department="Marketing"))
    zhou = workspace.person("zhou")
    plan_of(zhou).choose_overflow("Edit…")
    form = zhou.wait_for_modal(title="Change a goal")
    form.fill("Name", "Visits to the shop")
    imported(workspace.store, plan_text("visits").replace("target: 100", "target: 250"))

    form.submit()

    form = zhou.wait_for_modal(containing="Somebody changed this goal meanwhile")
    assert "Target: ~100~ → 250 (The command line" in form.plain
    assert (form.value("Name"), form.value("Target")) == ("Visits to the shop", "250")
    form.submit()
    plan = zhou.wait_for_modal(title="The plan")
    assert "*Visits to the shop* · 250 pieces" in plan.plain


def test_what_was_typed_and_not_saved_is_offered_again(workspace: Workspace) -> None:
    zhou = workspace.person("zhou")
    plan = plan_of(zhou)
    assert "There are no goals yet" in plan.plain
    plan.click("Add a goal…")
    form = zhou.wait_for_modal(title="Add a goal")
    form.fill("Name", "Visits to the shop")
    form.close()
    who = workspace.company.hr.id
    workspace.wait_until(lambda: workspace.look(lambda unit: unit.drafts.newest(who, Form.PLAN_GOAL)))

    zhou.wait_for_modal(title="The plan").click("Add a goal…")

    form = zhou.wait_for_modal(title="Add a goal")
    assert "is still here; it is not saved yet" in form.plain
    assert form.value("Name") == "Visits to the shop"


def test_the_head_sees_what_nobody_took_up_and_what_comes_to_less(workspace: Workspace) -> None:
    store, people = workspace.store, workspace.company
    visits = goal("visits", department="Marketing", period="2027Q1", target="150,000", name={"en": "Visits"})
    by_hand(store, goal("turnover"), visits, goal("service", period="2027Q1"))
    by_hand(store, goal("launches", department="Website Product", period="2027Q1"))
    (goals,) = open_goals_of(store, people.employee)
    hanging = kpi(
        "k1", 60, target="60,000", unit="pieces", quantity=Quantity.COUNT, goal_key="visits", name="My visits"
    )
    agreed(store, goals, people.employee, (hanging, kpi("k2", 40)))
    liu = workspace.person("liu")

    plan = plan_of(liu)

    assert "2027 Q1 · taken up by nobody: 2 · together more or less than the goal: 1" in plan.plain
    assert "✅ Taken up: Chen Jie (My visits: 60,000)" in plan.plain
    assert "🟡 Together 60,000 pieces of 150,000 pieces: 90,000 pieces less than the goal." in plan.plain
    assert "Launches" not in plan.plain
    plan.select("Which goals", "What needs a look")
    assert "Service" in liu.wait_for_modal(containing="Visits").plain
    assert "Edit…" not in plan.plain

    chen = workspace.person("chen")
    seen = plan_of(chen)
    assert "*Visits* · 150,000 pieces · Marketing · 2027 Q1" in seen.plain
    assert "60,000" not in seen.plain
    assert "taken up" not in seen.plain.lower()

    zhou = plan_of(workspace.person("zhou"))
    assert "*Launches*" in zhou.plain
    assert "taken up by nobody: 3" in zhou.plain


def test_a_kpi_that_is_hung_on_a_goal_in_its_form_takes_it_up(workspace: Workspace) -> None:
    store, people = workspace.store, workspace.company
    by_hand(store, goal("visits", department="Marketing", period="2027Q1", name={"en": "Visits"}))
    open_goals_of(store, people.employee)
    chen = workspace.person("chen")
    chen.command("/review", "goals")[0].click("Write my KPI sheet…")
    sheet = chen.wait_for_modal(title="2027 Q1 KPI sheet")

    sheet.click("Add…")
    form = chen.wait_for_modal(title="KPI")
    for label, text in (("Name", "Visits by mail"), ("Weight", "100"), ("Target", "100"), ("Unit", "pieces")):
        form.fill(label, text)
    form.choose("What the target counts", "A count")
    form.fill("What earns which score", "3.5: on target")
    form.choose("The goal above it", "Visits · Marketing · 2027 Q1")
    form.submit()
    sheet = chen.wait_for_modal(containing="Visits by mail")
    sheet.choose_overflow("Edit…")
    form = chen.wait_for_modal(title="KPI")
    assert form.value("The goal above it") == "Visits · Marketing · 2027 Q1"
    form.close()
    chen.wait_for_modal(title="2027 Q1 KPI sheet").submit()
    chen.wait_for_modal(title="Sent").close()
    assert "taken up by nobody: 1" in plan_of(workspace.person("liu")).plain
    workspace.settle()
    workspace.person("liu").wait_for_message(containing="Visits by mail").click("Agree and sign")

    plan = plan_of(workspace.person("zhou"))

    assert "✅ Taken up: Chen Jie (Visits by mail: 100)" in plan.plain
    assert "✅ Together 100 pieces: as much as the goal." in plan.plain
