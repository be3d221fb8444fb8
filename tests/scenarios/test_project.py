"""A project: discussed by those who are named, decided, started, paused and given up; everybody hears it."""

from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import DESK, filed, press

LONG = "很长的理由 <!channel> & " * 150


def heard(card: object) -> str:
    return "\n".join(each.plain for each in card.refresh().thread())  # type: ignore[attr-defined]


def test_a_project_is_discussed_decided_started_paused_and_given_up(workspace: Workspace) -> None:
    sun, he, wu = (workspace.person(each) for each in ("sun", "he", "wu"))
    mine, request = filed(workspace)
    press(workspace, request, "Project…")
    form = sun.wait_for_modal(title="Project #1")
    form.submit()
    assert "required" in "".join(form.errors.values())
    form.choose("Who takes part?", ["He Jun", "Wu Min"])
    form.fill("What is to be decided?", "A new basket?")
    form.submit()
    workspace.settle()

    card = sun.wait_for_message(containing="Project #1 · Being discussed", where=DESK)
    assert "A word is still wanted of" in card.plain
    asked = he.wait_for_message(containing="asks what speaks for and against #1")
    assert asked.buttons == ["For or against…"]
    assert "is large enough to be discussed as a project" in heard(mine)

    asked.click("For or against…")
    line = he.wait_for_modal(title="Project #1")
    line.choose("Is it for or against?", "Against it")
    line.fill("Your argument", LONG[:3000])
    line.submit()
    workspace.settle()
    assert "Against it* · He Jun" in heard(card)
    wu.wait_for_message(containing="asks what speaks for and against #1").click("For or against…")
    line = wu.wait_for_modal(title="Project #1")
    line.choose("Is it for or against?", "For it")
    line.fill("Your argument", "Customers ask")
    line.submit()
    workspace.settle()

    under = next(each for each in card.refresh().thread() if "Customers ask" in each.plain)
    assert under.buttons == ["Edit…"]
    card.refresh().choose_overflow("Start development")
    refused = sun.ephemerals(DESK)[-1].plain
    assert "an estimate" in refused
    assert "the decision" in refused

    card.choose_overflow("Estimate…")
    form = sun.wait_for_modal(title="Project #1")
    form.fill("Working days", "soon")
    form.submit()
    assert "5-8" in "".join(form.errors.values())
    form.fill("Working days", "5-8")
    form.choose("Whose estimate is it?", "He Jun")
    form.submit()
    sun.wait_for_modal(containing="5 to 8 working days, by He Jun").click("Decide…")
    form = sun.wait_for_modal(containing="Put the decision on record")
    form.choose("What is decided?", "It is to be done")
    form.fill("Why?", "Worth it")
    form.submit()
    sun.wait_for_modal(containing="it is to be done. Sun Li").click("Start development")
    record = sun.wait_for_modal(containing="In development")
    record.click("Send me the file")
    workspace.settle()
    assert "It is decided that #1 is to be done" in heard(mine)
    assert "Development of #1 has started" in heard(mine)

    record.click("Pause…")
    form = sun.wait_for_modal(containing="Why does it stand still?")
    form.fill("Why?", "No money")
    form.submit()
    sun.wait_for_modal(containing="Paused").click("Stop…")
    form = sun.wait_for_modal(containing="Why is it given up?")
    form.fill("Why?", "We bought one")
    form.submit()
    workspace.settle()
    for told in (heard(mine), heard(asked), heard(card)):
        assert "No money" in told
        assert "We bought one" in told
    assert asked.refresh().buttons == ["Read the record…"]
    assert "Given up" in card.refresh().plain
    assert workspace.parked() == []


def test_it_is_listed_with_what_it_lacks_and_is_gone_from_the_channel_once_it_is_private(
    workspace: Workspace,
) -> None:
    sun, chen = workspace.person("sun"), workspace.person("chen")
    sun.command("/intake", "projects")
    assert "No project that concerns you" in sun.ephemerals(sun.app)[-1].plain
    _, request = filed(workspace, happened="A new basket")
    press(workspace, request, "Project…")
    form = sun.wait_for_modal(title="Project #1")
    form.choose("Who takes part?", ["He Jun"])
    form.submit()
    workspace.settle()
    card = sun.wait_for_message(containing="Project #1 · Being discussed", where=DESK)
    chen.command("/intake", "projects")
    listed = chen.ephemerals(chen.app)[-1].plain
    assert "#1 A new basket" in listed
    assert "an estimate" in listed

    press(workspace, request.refresh(), "Private…")
    sun.wait_for_modal(containing="Then only").submit()
    workspace.settle()
    assert "A new basket" not in card.refresh().plain
    chen.command("/intake", "projects")
    assert "No project" in chen.ephemerals(chen.app)[-1].plain
    assert workspace.parked() == []
