"""Story: what a rated form lacks becomes a training that is offered, taken up in the weekly check-in, and
done with what became of it; another one is turned down; their manager reads it in the digest.
"""

from datetime import datetime, timedelta

import pytest

from bot.sandbox import Modal
from tests.builders.check_ins import FRIDAY, MONDAY, Weeks
from tests.builders.job_forms import filled, of_goals, rated
from tests.scenarios.conftest import Workspace

A_WEEK = timedelta(days=7)


@pytest.fixture
def start() -> datetime:
    return FRIDAY - timedelta(days=3)


def offered(workspace: Workspace, text: str, *, from_reading: bool = False) -> None:
    """Liu Yang goes from the card of the rated form, or from what is read of it, to an action for the gap."""
    liu = workspace.person("liu")
    parent = liu.wait_for_message(containing="2027 Q1 goals:")
    card = liu.wait_for_message(containing="job-responsibility form, version 1", thread=parent)
    if from_reading:
        card.click("Read all…")
        liu.wait_for_modal(title="Job-responsibility form").click("Close a gap…")
    else:
        card.click("Close a gap…")
    form = liu.wait_for_modal(title="An action")
    assert form.value("What is it?") == "Training"
    assert str(form.value("For what?")).startswith("Not met yet · Requirement: ")
    form.choose("Of which kind?", "Sharing session")
    form.fill("What is done?", text)
    form.choose("Who does it?", "Chen Jie")
    form.pick_date("By when?", "2027-01-29")
    form.submit()
    if from_reading:
        liu.wait_for_modal(title="Job-responsibility form").close()
    workspace.settle()


def check_in(workspace: Workspace, at: datetime) -> Modal:
    workspace.move_to(at)
    workspace.settle()
    chen = workspace.person("chen")
    [*_, asked] = [each for each in chen.dm() if "How is your week?" in each.plain]
    asked.click("Check in…")
    form = chen.wait_for_modal(title="Your week")
    for kpi in ("KPI k1 (target: 3.6 %)", "KPI k2 (target: 3.6 %)"):
        form.choose(kpi, "On track")
    return form


def test_from_a_gap_to_what_became_of_it(workspace: Workspace) -> None:
    people, store = workspace.company, workspace.store
    weeks = Weeks(store, people, people.employee)
    facts = filled(store, of_goals(store, weeks.goals[people.employee.id].id), people.employee)
    workspace.settle()
    rated(store, facts, people.manager, "not_yet")
    workspace.settle()
    chen, liu, hr = workspace.person("chen"), workspace.person("liu"), workspace.person("zhou")

    offered(workspace, "Hold an hour on pricing")
    offered(workspace, "Read along with finance", from_reading=True)
    card = chen.wait_for_message(containing="Read along with finance")
    assert card.buttons == ["Take it up", "Turn it down…"]
    card.click("Turn it down…")
    why = chen.wait_for_modal(title="Turn down a training")
    why.fill("Why not this one?", "Learnt already")
    why.submit()
    workspace.settle()
    assert "Learnt already" in liu.wait_for_message(containing="does not take up a training").plain

    form = check_in(workspace, FRIDAY)
    label = "Offered to you: Sharing session: Hold an hour on pricing (by Fri 29 Jan)"
    form.choose(label, "Take it up")
    form.submit()
    workspace.settle()
    assert "You take it up." in chen.wait_for_message(containing="Hold an hour on pricing").plain
    form = check_in(workspace, FRIDAY + A_WEEK)
    form.choose("Sharing session: Hold an hour on pricing (by Fri 29 Jan)", "Done: it helped partly")
    form.fill("In one line, if there is something to say", "Twelve came")
    form.submit()

    workspace.move_to(MONDAY + A_WEEK)
    workspace.settle()
    digest = [each for each in liu.dm() if "Your team's week" in each.text][-1]
    assert "done · Chen Jie: it helped partly. Twelve came" in digest.plain
    liu.command("/review", "growth")
    overview = liu.wait_for_modal(title="Growth", containing="*Chen Jie* · done: 1 · declined: 1")
    overview.click("Open")
    listed = liu.wait_for_modal(title="Actions", containing="Chen Jie: it helped partly. Twelve came")
    listed.click("What became of it…")
    became = liu.wait_for_modal(title="What became of it?")
    became.choose("Did it help?", "It helped")
    became.submit()
    liu.wait_for_modal(title="Actions", containing="Liu Yang: it helped.").close(everything=True)
    hr.command("/review", "growth")
    page = hr.wait_for_modal(title="Growth")
    assert "Marketing" in page.plain.split("No figure is about")[1].split("about fewer")[0]
    page.click("Mentors and load…")
    hr.wait_for_modal(title="Mentors and load", containing="Nobody is a mentor yet.")
    assert workspace.parked() == []
