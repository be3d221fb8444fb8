"""Two colleagues share a KPI: one target, each with a weight of their own; a change asks both."""

from datetime import UTC, datetime

import pytest

from bot.sandbox import Modal
from bot.sandbox import Person as Keyboard
from tests.builders.goals import agreed, kpi, open_goals_of
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    return datetime(2027, 1, 5, 2, 0, tzinfo=UTC)


def sheet_of(person: Keyboard, button: str) -> Modal:
    person.command("/review", "goals")[0].click(button)
    return person.wait_for_modal(title="2027 Q1 KPI sheet")


def test_a_kpi_is_shared_among_two_and_its_target_changed_for_both(workspace: Workspace) -> None:
    store, people = workspace.store, workspace.company
    for_chen, _ = open_goals_of(store, people.employee, people.colleague)
    shared = kpi("k1", 60, name="Visits", target="100", unit="visits")
    agreed(store, for_chen, people.employee, (shared, kpi("k2", 40)))
    chen, wu, liu = (workspace.person(each) for each in ("chen", "wu", "liu"))

    # Chen Jie asks Wu Min, who has drafted nothing yet.
    sheet = sheet_of(chen, "Change it…")
    sheet.choose_overflow("Share…", near="Visits")
    form = chen.wait_for_modal(title="Share a KPI")
    form.fill("Why? Everybody who is asked reads this.", "We both bring visitors.")
    form.submit()
    assert "Choose at least one colleague" in form.errors["With whom?"]
    form.choose("With whom?", ["Wu Min"])
    form.submit()
    chen.wait_for_modal(title="2027 Q1 KPI sheet").close()
    workspace.settle()
    assert "Wu Min is asked" in chen.wait_for_message(containing="you asked others to share Visits").plain
    card = wu.wait_for_message(containing="Chen Jie asks you to share the KPI Visits")
    assert "We both bring visitors." in card.plain
    assert "Once all have agreed, it goes on the KPI sheet that you are drafting" in card.plain
    card.click("Agree")
    workspace.settle()

    # Wu Min gives it a weight, among their own; Chen Jie's sheet goes to their manager to be signed anew.
    note = wu.wait_for_message(containing="All have agreed", thread=card)
    note.click("Open my KPI sheet…")
    drafted = wu.wait_for_modal(title="2027 Q1 KPI sheet")
    assert "*0 %* · Visits · 100 visits" in drafted.plain
    drafted.choose_overflow("Edit…", near="Visits")
    form = wu.wait_for_modal(title="KPI")
    assert "Shared by Chen Jie and Wu Min" in form.plain
    assert form.fields == ["Weight", "Duty"]
    form.fill("Weight", "100")
    form.submit()
    wu.wait_for_modal(containing="Weights: 100 of 100").submit()
    wu.wait_for_modal(title="Sent").close()
    workspace.settle()
    for whose in ("Chen Jie* · Marketing specialist · KPI sheet, version 3", "Wu Min*"):
        liu.wait_for_message(containing=whose).click("Agree and sign")
        workspace.settle()

    # The target is another one: both are asked, and both sheets need both signatures again.
    sheet_of(chen, "Change it…").choose_overflow("Change for all…", near="Visits")
    form = chen.wait_for_modal(title="Change for all")
    assert "Weight" not in form.fields
    form.fill("Target", "120")
    form.fill("Why? Everybody who shares it reads this.", "The second shop opens.")
    form.submit()
    chen.wait_for_modal(title="2027 Q1 KPI sheet").close()
    workspace.settle()
    asked = wu.wait_for_message(containing="Chen Jie asks for a change of Visits, which you share")
    assert "Target: ~100 visits~ → 120 visits" in asked.plain
    assert "you sign your KPI sheet with this change and nothing else" in asked.plain
    asked.click("Agree")
    workspace.settle()
    for name, number in (("Chen Jie", 4), ("Wu Min", 3)):
        card = liu.wait_for_message(
            containing=f"{name}* · Marketing specialist · KPI sheet, version {number}"
        )
        assert "~100 visits~ → 120 visits" in card.plain
        assert "The second shop opens." in card.plain
        card.click("Agree and sign")
        workspace.settle()

    sheets = [
        workspace.look(lambda unit, who=who: unit.sheets.last_agreed(who.id))
        for who in (people.employee, people.colleague)
    ]
    assert [(each.kpis[0].target, each.kpis[0].weight) for each in sheets if each] == [
        ("120", 60),
        ("120", 100),
    ]
    assert workspace.parked() == []
