"""The week in a minute: asked on Friday, answered, answered as the week before, or skipped."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Modal, Msg
from tests.builders.check_ins import FRIDAY, Weeks
from tests.scenarios.conftest import Workspace

A_WEEK = timedelta(days=7)
TUESDAY = datetime(2027, 1, 5, 4, 0, tzinfo=UTC)


@pytest.fixture
def start() -> datetime:
    return TUESDAY


def begin(workspace: Workspace) -> None:
    """Chen Jie and Wu Min have agreed on their goals; Wu Min reads Chinese."""
    workspace.speaks("wu", "zh-CN")
    Weeks(workspace.store, workspace.company)


def asked(workspace: Workspace, surname: str, containing: str) -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing=containing)


def form_of(workspace: Workspace, surname: str = "chen") -> Modal:
    asked(workspace, surname, "How is your week?").click("Check in…")
    return workspace.person(surname).wait_for_modal(title="Your week")


def test_on_friday_one_message_asks_and_a_minute_later_nothing_waits(workspace: Workspace) -> None:
    begin(workspace)
    workspace.move_to(FRIDAY - timedelta(minutes=5))
    workspace.settle()
    assert not any("How is your week?" in each.plain for each in workspace.person("chen").dm())
    workspace.move_to(FRIDAY)

    modal = form_of(workspace)
    assert "Liu Yang reads it with the digest on Mon 11 Jan" in modal.plain
    modal.choose("KPI k1 (target: 3.6 %)", "At risk")
    modal.fill("KPI k1: in one line", "The campaign starts a week late")
    modal.fill("What is in your way?", "No product photos yet")
    modal.choose("Whose help do you want?", "Wu Min")
    modal.close()
    workspace.wait_until(workspace.person("chen").quiet)

    modal = form_of(workspace)
    assert "what you typed and did not send stands here" in modal.plain
    assert modal.value("KPI k1: in one line") == "The campaign starts a week late"
    modal.choose("KPI k2 (target: 3.6 %)", "On track")
    modal.submit()
    done = workspace.person("chen").wait_for_modal(containing="Liu Yang reads this on Mon 11 Jan.")
    assert done.buttons == ["Change…"]
    done.click("Change…")
    again = workspace.person("chen").wait_for_modal(containing="You sent this already")
    assert again.value("What is in your way?") == "No product photos yet"
    again.close(everything=True)

    workspace.move_to(FRIDAY + timedelta(minutes=2))
    workspace.settle()
    assert not any("How is your week?" in each.plain for each in workspace.person("chen").dm())
    assert workspace.parked() == []


def test_the_week_after_one_click_says_as_last_week_and_it_can_be_changed(workspace: Workspace) -> None:
    begin(workspace)
    workspace.move_to(FRIDAY)
    wu = workspace.person("wu")
    asked(workspace, "wu", "这周怎么样？").click("同上周")
    modal = wu.wait_for_modal(title="本周近况", containing="之前没有可以照搬的近况")
    modal.choose("KPI k1（目标：3.6 %）", "有风险")
    modal.choose("KPI k2（目标：3.6 %）", "正常")
    modal.submit()
    wu.wait_for_modal(containing="Liu Yang 会在 1月11日周一看到").close()
    workspace.move_to(FRIDAY + A_WEEK)

    workspace.settle()
    nudge = [each for each in wu.dm() if "这周怎么样？" in each.plain][-1]
    nudge.click("同上周")

    note = wu.ephemerals(wu.app)[-1]
    assert "全部同上周。Liu Yang 会在 1月18日周一看到。" in note.plain
    assert "需要留意：KPI k1（有风险）" in note.plain
    note.click("修改…")
    assert wu.wait_for_modal(title="本周近况").value("KPI k1（目标：3.6 %）") == "有风险"


def test_a_week_is_skipped_from_the_message_or_from_the_form(workspace: Workspace) -> None:
    begin(workspace)
    workspace.move_to(FRIDAY)
    chen = workspace.person("chen")

    asked(workspace, "chen", "How is your week?").choose_overflow("Skip this week: on leave")
    note = chen.ephemerals(chen.app)[-1]
    assert "Skipped this week (on leave). Liu Yang reads that on Mon 11 Jan." in note.plain

    note.click("Change…")
    modal = chen.wait_for_modal(title="Your week")
    modal.select("Skip this week…", "travelling")
    chen.wait_for_modal(containing="Skipped this week (travelling).")


def test_nobody_need_wait_to_be_asked_and_what_is_over_is_said(workspace: Workspace) -> None:
    begin(workspace)
    chen = workspace.person("chen")

    chen.command("/review", "check-in")
    modal = chen.wait_for_modal(title="Your week")
    modal.choose("KPI k1 (target: 3.6 %)", "On track")
    modal.choose("KPI k2 (target: 3.6 %)", "On track")
    modal.submit()
    chen.wait_for_modal(containing="Liu Yang reads this").close()
    workspace.move_to(FRIDAY)
    workspace.settle()
    assert not any("How is your week?" in each.plain for each in chen.dm())

    wu = workspace.person("wu")
    asked(workspace, "wu", "这周怎么样？").choose_overflow("本周跳过：出差")
    note = wu.ephemerals(wu.app)[-1]
    workspace.move_to(FRIDAY + timedelta(days=4))
    note.click("修改…")
    said = wu.ephemerals(wu.app)[-1]
    assert "1月4日周一 那一周的近况收到 1月11日周一为止" in said.plain
