"""Story 6: the guide's story of a project, from the idea to its requester's word on how it went."""

from datetime import UTC, datetime

import pytest

from bot.local.seeding import DEVELOPERS, INTAKE
from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_guide import steps, ticked
from tests.scenarios.test_website_issue import press

PROJECT = [
    "project_file",
    "project_open",
    "project_against",
    "project_for",
    "project_start",
    "project_hand_over",
    "project_say",
    "project_confirm",
    "project_ready",
    "project_done",
    "project_settled",
]


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def is_at(workspace: Workspace, step: str) -> None:
    """That step has happened, and each before it, and none after it, nor any of another story."""
    workspace.settle()
    so_far = set(PROJECT[: PROJECT.index(step) + 1])
    workspace.wait_until(lambda: ticked(workspace) == so_far)


def file(workspace: Workspace) -> Msg:
    """Chen Jie's own card of it."""
    chen = workspace.person("chen")
    command, _, idea = steps(workspace, "project")["project_file"].text.partition(" ")
    chen.command(command, idea)
    chen.wait_for_modal(title="Website issue").choose("What kind is it?", "A project")
    form = chen.wait_for_modal(containing="What is it, and what for?")
    assert form.value("What is it, and what for?") == idea
    form.submit()
    is_at(workspace, "project_file")
    return chen.wait_for_message(containing="#1 ")


def discuss_and_decide(workspace: Workspace) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    sun.wait_for_message(containing="#1 · ", where=INTAKE).click("Project…")
    form = sun.wait_for_modal(title="Project #1")
    form.choose("Who takes part?", ["He Jun"])
    form.submit()
    sun.wait_for_modal(containing="Being discussed").close()
    is_at(workspace, "project_open")

    he.wait_for_message(containing="asks what speaks for and against #1").click("For or against…")
    say(workspace, "he", "Against it", "Points and coupons live in two systems.")
    is_at(workspace, "project_against")

    card = sun.wait_for_message(containing="Project #1 · Being discussed", where=INTAKE)
    card.choose_overflow("Start development")
    assert "the decision" in sun.ephemerals(INTAKE)[-1].plain
    is_at(workspace, "project_against")
    card.click("For or against…")
    say(workspace, "sun", "For it", "Every third question is where the points are.")
    is_at(workspace, "project_for")

    card.refresh().choose_overflow("Estimate…")
    form = sun.wait_for_modal(title="Project #1")
    form.fill("Working days", "15-20")
    form.submit()
    sun.wait_for_modal(containing="15 to 20 working days").click("Decide…")
    form = sun.wait_for_modal(containing="Put the decision on record")
    form.choose("What is decided?", "It is to be done")
    form.fill("Why?", "It spares customer service a third of its questions.")
    form.submit()
    record = sun.wait_for_modal(containing="it is to be done. Sun Li")
    is_at(workspace, "project_for")
    record.click("Start development")
    record.close()
    is_at(workspace, "project_start")


def say(workspace: Workspace, surname: str, side: str, text: str) -> None:
    form = workspace.person(surname).wait_for_modal(title="Project #1")
    form.choose("Is it for or against?", side)
    form.fill("Your argument", text)
    form.submit()
    workspace.person(surname).wait_for_modal(containing=text).close()


def hand_over(workspace: Workspace) -> Msg:
    """The card in the developers' channel."""
    sun = workspace.person("sun")
    card = sun.wait_for_message(containing="#1 · Chengdu", where=INTAKE)
    assert steps(workspace, "project")["project_hand_over"].thread == card.ts
    press(workspace, card, "Accept…")
    sun.wait_for_modal(title="Accept #1").submit()
    workspace.settle()
    card.refresh().choose_overflow("Brief…")
    form = sun.wait_for_modal(title="Brief of #1")
    form.fill("Headline", "One page for points and coupons")
    form.submit()
    sun.wait_for_modal(containing="Saved.").close()
    workspace.settle()
    is_at(workspace, "project_start")
    card.refresh().choose_overflow("Hand over…")
    form = sun.wait_for_modal(title="Hand over #1")
    form.choose("Developer", "He Jun")
    form.submit()
    is_at(workspace, "project_hand_over")
    return workspace.person("he").wait_for_message(containing="One page for points", where=DEVELOPERS)


def build(workspace: Workspace, handed: Msg) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    handed.click("Say what you will do…")
    form = he.wait_for_modal(title="Request #1")
    form.fill("In your own words, one line", "Both are read into one page, newest first.")
    form.submit()
    is_at(workspace, "project_say")

    sun.wait_for_message(containing="He Jun says what will be done about #1").click("Yes, that is meant")
    is_at(workspace, "project_confirm")

    handed.refresh().click("Begin")
    is_at(workspace, "project_confirm")
    handed.refresh().click("Ready to check")
    is_at(workspace, "project_ready")


def test_a_project_is_ticked_from_the_idea_to_what_its_requester_says_of_it(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    assert list(steps(workspace, "project")) == PROJECT
    mine = file(workspace)
    discuss_and_decide(workspace)
    build(workspace, hand_over(workspace))

    sun.wait_for_message(containing="#1 is ready to check, says He Jun").click("Mark as done…")
    form = sun.wait_for_modal(containing="They reported")
    form.fill("What has changed?", "Points and coupons stand on one page.")
    form.submit()
    is_at(workspace, "project_done")

    assert steps(workspace, "project")["project_settled"].thread == mine.ts
    mine.refresh().click("Yes, it is settled")
    asked = chen.wait_for_message(containing="Are you satisfied with how it went?", thread=mine)
    is_at(workspace, "project_done")
    asked.click("Satisfied")
    is_at(workspace, "project_settled")
    assert workspace.parked() == []
