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
    assert "Name at least one colleague" in "".join(form.errors.values())
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
    assert "Against it · He Jun" in heard(card)
    wu.wait_for_message(containing="asks what speaks for and against #1").click("For or against…")
    line = wu.wait_for_modal(title="Project #1")
    line.choose("Is it for or against?", "For it")
    line.fill("Your argument", "Customers ask")
    line.submit()
    workspace.settle()

    under = next(each for each in card.refresh().thread() if "Customers ask" in each.plain)
    assert under.buttons == ["Edit…"]
    press_menu(card, "Start development")
    assert "an estimate" in sun.last_ephemeral()
