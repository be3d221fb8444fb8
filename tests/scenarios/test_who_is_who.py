"""Nobody becomes a colleague by carrying their address."""

from dataclasses import replace

from bot.sandbox import SeedUser
from bot.services.reviews.open_cycle import open_cycle
from tests.scenarios.conftest import Workspace

OUTSIDER = SeedUser("U0OUTSIDE", "outsider", "An outsider", "", team_id="T0OTHER")


def test_an_outsider_with_a_colleagues_address_hears_nothing_and_the_colleague_does(
    workspace: Workspace,
) -> None:
    chen = workspace.colleague("chen")
    workspace.sandbox.add_user(replace(OUTSIDER, email=chen.email))
    workspace.settle()
    open_cycle(workspace.store, name="2026Q4", by=None, now=workspace.clock.now(), policy=workspace.policy)

    workspace.sandbox.change_user("U0OUTSIDE", name="an.outsider")
    workspace.move_to(workspace.local.jumps()[0].to)
    workspace.settle()

    outsider = workspace.sandbox.person("U0OUTSIDE")
    assert outsider.dm() == []
    assert "2026 Q4" in workspace.person("chen").wait_for_message(containing="2026 Q4").plain
    refused = outsider.command("/website-issue", "hello", channel="C0GENERAL")
    assert "colleagues of this workspace" in refused[0].plain
    assert outsider.modal() is None
    told = workspace.person("lin").wait_for_message(containing="carries a colleague's address")
    assert "An outsider" in told.plain
    assert "Chen Jie" in told.plain
