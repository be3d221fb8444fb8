"""Story 6: the guide's story of a website request, from what is built to what only wants an explanation."""

from datetime import UTC, datetime

import pytest

from bot.local.seeding import INTAKE
from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_guide import steps, ticked
from tests.scenarios.test_website_issue import press

REQUEST = [
    "request_file",
    "request_ask",
    "request_reply",
    "request_assess",
    "request_brief",
    "request_accept",
    "request_question",
    "request_keep",
    "request_solved",
]


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def is_at(workspace: Workspace, step: str) -> None:
    """That step has happened, and each before it, and none after it."""
    workspace.settle()
    so_far = REQUEST[: REQUEST.index(step) + 1]
    workspace.wait_until(lambda: [each for each in REQUEST if each in ticked(workspace)] == so_far)


def card(workspace: Workspace, number: int) -> Msg:
    workspace.settle()
    return workspace.person("sun").wait_for_message(containing=f"#{number} · ", where=INTAKE)


def send_command(workspace: Workspace, surname: str, step: str) -> None:
    command, _, text = steps(workspace, "request")[step].text.partition(" ")
    assert text
    workspace.person(surname).command(command, text)


def have_it_built(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    send_command(workspace, "chen", "request_file")
    chen.wait_for_modal(title="Website issue").submit()
    is_at(workspace, "request_file")
    mine = chen.wait_for_message(containing="#1 ")

    desk = card(workspace, 1)
    press(workspace, desk, "Take it")
    workspace.settle()
    press(workspace, desk.refresh(), "Ask…")
    form = sun.wait_for_modal(title="Ask about #1")
    form.fill("What do you want to know?", "Of all of them?")
    form.submit()
    is_at(workspace, "request_ask")

    assert steps(workspace, "request")["request_reply"].thread == mine.ts
    mine.reply("Of the two new ones.")
    is_at(workspace, "request_reply")

    desk.refresh().choose_overflow("More…")
    sun.wait_for_modal(containing="Assess…").click("Assess…")
    form = sun.wait_for_modal(title="Assess #1")
    form.choose("How bad is it for the business?", "3: high, work is held up")
    form.choose("How many are hit?", "Customers")
    form.choose("How much work is it?", "S: small, up to a day")
    form.submit()
    is_at(workspace, "request_assess")

    desk.refresh().choose_overflow("Brief…")
    form = sun.wait_for_modal(title="Brief of #1")
    form.fill("Headline", "Render size_chart on product pages of category 12")
    form.submit()
    sun.wait_for_modal(containing="Saved.").close()
    is_at(workspace, "request_brief")

    assert steps(workspace, "request")["request_accept"].thread == desk.ts
    sun.wait_for_message(containing="Render size_chart", thread=desk)
    desk.refresh().click("Accept…")
    sun.wait_for_modal(title="Accept #1").submit()
    is_at(workspace, "request_accept")


def test_a_website_request_is_ticked_up_to_the_answer_that_the_next_one_finds(workspace: Workspace) -> None:
    chen, sun, wu = (workspace.person(each) for each in ("chen", "sun", "wu"))
    have_it_built(workspace)

    send_command(workspace, "wu", "request_question")
    form = wu.wait_for_modal(title="Website issue")
    form.choose("What kind is it?", "How do I…?")
    wu.wait_for_modal(containing="What do you want to do?").submit()
    is_at(workspace, "request_question")

    press(workspace, card(workspace, 2), "Answer: it works like this…")
    form = sun.wait_for_modal(title="Answer #2")
    form.fill("How does it work?", "Under Branch, Opening hours.")
    form.choose("For whoever asks next", "Keep as a known answer")
    form.submit()
    is_at(workspace, "request_keep")

    send_command(workspace, "chen", "request_solved")
    chen.wait_for_modal(title="Website issue").submit()
    known = chen.wait_for_modal(title="Known already?")
    assert "Under Branch, Opening hours." in known.plain
    known.click("That solves it")
    is_at(workspace, "request_solved")


def test_what_is_to_be_sent_is_in_the_readers_language(workspace: Workspace) -> None:
    told = [steps(workspace, "request", locale=locale) for locale in ("en-US", "zh-CN", "zh-TW")]

    for step in ("request_file", "request_question"):
        assert all(each[step].text.startswith("/website-issue ") for each in told)
        assert len({each[step].text for each in told}) == 3
