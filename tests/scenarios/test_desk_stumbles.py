"""Slack stumbles while the desk works: nothing is lost or said twice, and the next press does it."""

from tests.scenarios.conftest import Workspace
from tests.scenarios.test_similar import SAYS, with_answer
from tests.scenarios.test_website_issue import DESK, filed, fill_in


def test_a_queue_that_slack_does_not_open_says_so_and_opens_the_next_time(workspace: Workspace) -> None:
    sun = workspace.person("sun")
    filed(workspace)
    workspace.sandbox.faults.fail_next("views.open", n=2, status=503)

    sun.command("/intake", channel=DESK)
    sun.wait_for_message(containing="Slack did not open the form just now", where=DESK)
    sun.command("/intake", channel=DESK)

    assert "#1 · Chengdu" in sun.wait_for_modal(title="The desk's queue").plain


def test_who_takes_a_request_has_it_once_though_its_card_cannot_be_brought_up_to_date(
    workspace: Workspace,
) -> None:
    mine, card = filed(workspace)
    workspace.sandbox.faults.fail_next("chat.update", n=4, status=500)

    card.click("Take it")
    workspace.settle()

    assert "took this" in card.refresh().plain
    heard = [each.plain for each in mine.thread() if "has #1 now" in each.plain]
    assert len(heard) == 1


def test_an_answer_that_solves_it_counts_once_though_slack_does_not_show_that(workspace: Workspace) -> None:
    with_answer(workspace)
    wu = workspace.person("wu")
    wu.command("/website-issue")
    fill_in(wu.wait_for_modal(title="Website issue"), happened=SAYS).submit()
    shown = wu.wait_for_modal(title="Known already?")
    workspace.sandbox.faults.fail_next("views.update", status=500)

    shown.click("That solves it")
    wu.wait_for_modal(containing="Something went wrong on our side").close()
    shown.click("That solves it")

    wu.wait_for_modal(title="Solved")
    with workspace.store.read() as unit:
        assert unit.known_answers.get(1).uses == 1
        assert unit.requests.all_unsettled() == []
