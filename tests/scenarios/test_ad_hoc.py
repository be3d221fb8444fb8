"""Story: HR has one person reviewed about some days; it goes the whole way to the talk."""

from datetime import UTC, datetime

import pytest

from bot.domain.reviews.talk_way import State as TalkState
from bot.sandbox import Msg
from tests.builders.approval import handed_in
from tests.scenarios.conftest import Workspace

TUESDAY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
WEDNESDAY = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)
NAME, DAYS = "20261015-20261215", "2026-10-15–2026-12-15"


@pytest.fixture
def start() -> datetime:
    return TUESDAY


def test_from_the_command_to_the_talk(workspace: Workspace) -> None:
    zhou, chen, liu = (workspace.person(who) for who in ("zhou", "chen", "liu"))

    [usage] = zhou.command("/review", "adhoc @chen")
    assert "`/review adhoc @name 2026-10-01 2026-11-30 because" in usage.plain
    [refused] = liu.command("/review", "adhoc @Chen Jie 2026-10-15 2026-12-15 because I say so")
    assert "HR" in refused.plain
    [answer] = zhou.command(
        "/review", "adhoc @Chen Jie 2026-10-15 to 2026-12-15 because she leads the new project"
    )
    assert "An ad-hoc review of Chen Jie about Thu 15 Oct" in answer.plain
    assert f"`/review withdraw {NAME} reason`" in answer.plain
    workspace.settle()
    note = liu.wait_for_message(containing="Ad-hoc review of Chen Jie")
    assert "she leads the new project" in note.plain

    workspace.move_to(WEDNESDAY)
    card = chen.wait_for_message(containing=f"Ad-hoc review {DAYS}")
    assert "she leads the new project" in card.plain
    assert card.buttons == ["Score myself…", "What will be asked?"]
    [review] = workspace.look(lambda unit: unit.reviews.under_way_of(workspace.company.employee.id))
    handed_in(workspace.store, review.id, workspace.company.employee, now=workspace.clock.now())
    workspace.settle()
    assert f"{DAYS}: 0 of 1 approved" in _thread(workspace).plain
    liu.wait_for_message(containing="Handed in on", thread=_thread(workspace)).click("Approve")
    liu.wait_for_modal(title="Approve").submit()
    workspace.settle()
    workspace.look_again()
    zhou.command("/review", "release")
    zhou.wait_for_modal(containing=DAYS).submit()
    workspace.settle()

    chen.wait_for_message(containing=f"Ad-hoc review {DAYS}").click("See your result")
    chen.wait_for_modal(title="Result").close(everything=True)
    liu.wait_for_message(containing="Held on…", thread=_thread(workspace)).click("Held on…")
    liu.wait_for_modal(title="Talk held").submit()
    workspace.settle()
    chen.wait_for_message(containing="Please answer by").click("Acknowledge")
    workspace.settle()
    talk = workspace.look(lambda unit: unit.talks.of_review(review.id))
    assert talk is not None
    assert talk.state is TalkState.ACKNOWLEDGED
    assert workspace.parked() == []


def _thread(workspace: Workspace) -> Msg:
    return next(each for each in workspace.person("liu").dm() if f"{DAYS}: " in each.plain)
