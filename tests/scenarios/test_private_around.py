"""What stands elsewhere of a request that becomes private: beside it, under another one, with a developer."""

from dataclasses import replace

import pytest

from bot.domain.intake.brief import Part
from bot.domain.intake.way import Event
from bot.domain.policy import Intake, Policy
from bot.sandbox import Msg
from bot.services.acting import Acting
from bot.services.intake.brief import save_brief
from bot.services.intake.emergency import call_developer
from bot.services.intake.join import join
from bot.services.intake.split import split
from bot.services.intake.visibility import change_visibility
from tests.builders.acting import acting
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_private import PRIVATE, SECRET, in_channel
from tests.scenarios.test_website_issue import DESK, filed, fill_in

MARK = "Salaries"


@pytest.fixture
def policy() -> Policy:
    return Policy(intake=Intake(developer_on_duty="he.jun@example.com"))


def file(workspace: Workspace, surname: str, number: int, happened: str) -> Msg:
    """Somebody's request; the desk's card."""
    keyboard = workspace.person(surname)
    keyboard.command("/website-issue")
    fill_in(keyboard.wait_for_modal(title="Website issue"), happened=happened).submit()
    return workspace.person("sun").wait_for_message(containing=f"#{number} · ", where=DESK)


def desk(workspace: Workspace) -> Acting:
    return acting(workspace.store, by=workspace.colleague("sun"), now=workspace.clock.now())


def read_by(workspace: Workspace, number: int, event: Event, surname: str = "chen") -> None:
    """Its requester makes it private, or opens it again."""
    by = acting(workspace.store, by=workspace.colleague(surname), now=workspace.clock.now())
    change_visibility(by, request_id=number, event=event)
    workspace.settle()


def test_beside_a_private_request_its_number_stands_alone(workspace: Workspace) -> None:
    card = file(workspace, "chen", 1, "The basket is empty. And more.")
    split(desk(workspace), request_id=1, text=SECRET, seen=0, submission="S1")
    workspace.settle()
    assert f"The other part is #2: {SECRET}" in card.refresh().plain

    read_by(workspace, 2, Event.HIDE)

    assert "#2 · private · Sun Li" in card.refresh().plain
    assert SECRET not in card.text + card.plain
    assert SECRET not in in_channel(workspace)

    read_by(workspace, 2, Event.SHOW)
    assert f"The other part is #2: {SECRET}" in card.refresh().plain


def test_what_was_said_under_the_original_goes_when_the_joined_one_becomes_private(
    workspace: Workspace,
) -> None:
    card = file(workspace, "chen", 1, "The basket is empty.")
    file(workspace, "wu", 2, SECRET)
    join(desk(workspace), request_id=2, original_id=1, seen=0, submission="J2")
    workspace.settle()
    assert SECRET in in_channel(workspace)

    read_by(workspace, 2, Event.HIDE, "wu")

    shown = in_channel(workspace)
    assert SECRET not in shown
    assert "Also reported by" not in card.refresh().plain
    assert "cannot be removed" not in shown

    read_by(workspace, 2, Event.SHOW, "wu")
    assert "Also reported by Wu Min" in card.refresh().plain
    assert SECRET in "\n".join(each.plain for each in card.thread())


def test_whoever_follows_instead_of_filing_in_private_keeps_their_words_to_themselves(
    workspace: Workspace,
) -> None:
    filed(workspace)
    wu = workspace.person("wu")
    wu.command("/website-issue")
    modal = fill_in(
        wu.wait_for_modal(title="Website issue"), happened=f"The basket is empty after paying. {MARK}"
    )
    modal.choose("Who reads it?", PRIVATE)
    modal.submit()
    wu.wait_for_modal(title="Known already?").click("Same thing, follow it")
    workspace.settle()

    wu.wait_for_message(containing="You follow #1")
    assert MARK not in in_channel(workspace)


def test_a_developer_who_was_called_reads_it_no_more(workspace: Workspace) -> None:
    he = workspace.person("he")
    filed(workspace, happened=SECRET)
    by = replace(desk(workspace), policy=workspace.policy)
    call_developer(by, request_id=1, reason="Nobody can pay.", seen=0, submission="E1")
    page = he.wait_for_message(containing="Emergency #1: Sun Li needs you now")
    workspace.settle()
    assert SECRET in page.plain

    read_by(workspace, 1, Event.HIDE)

    assert (page.refresh().plain, page.buttons) == ("#1 is private now: what stood here was removed.", [])


def test_a_brief_stands_in_the_thread_again_once_everybody_may_read_it(workspace: Workspace) -> None:
    _, card = filed(workspace)
    save_brief(desk(workspace), request_id=1, parts={Part.HEADLINE: SECRET}, seen=0, submission="B1")
    workspace.settle()
    assert SECRET in in_channel(workspace)

    read_by(workspace, 1, Event.HIDE)
    assert SECRET not in in_channel(workspace)
    read_by(workspace, 1, Event.SHOW)

    assert SECRET in "\n".join(each.plain for each in card.thread())


def test_what_a_follower_wrote_goes_with_the_rest(workspace: Workspace) -> None:
    filed(workspace)
    wu = workspace.person("wu")
    wu.command("/website-issue")
    modal = fill_in(
        wu.wait_for_modal(title="Website issue"), happened=f"The basket is empty after paying. {MARK}"
    )
    modal.submit()
    wu.wait_for_modal(title="Known already?").click("Same thing, follow it")
    workspace.settle()
    assert MARK in in_channel(workspace)

    read_by(workspace, 1, Event.HIDE)
    assert MARK not in in_channel(workspace)
