"""The manager's Monday: one message, thanks, a talk, a reply; and what comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from tests.builders.check_ins import FRIDAY, MONDAY, Weeks, typed
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    return FRIDAY - timedelta(days=3)


def begin(workspace: Workspace, *, locale: str = "en-US") -> Weeks:
    """Chen Jie is blocked; Wu Min, who was asked too, has said nothing."""
    for each in ("liu", "chen"):
        workspace.speaks(each, locale)
    weeks = Weeks(workspace.store, workspace.company)
    workspace.move_to(FRIDAY)
    weeks.gives(workspace.company.employee, typed("off", "on_track", blockers="No product photos"))
    workspace.move_to(MONDAY)
    workspace.settle()
    return weeks


def digest(workspace: Workspace, containing: str = "Your team's week") -> Msg:
    workspace.settle()
    return workspace.person("liu").wait_for_message(containing=containing)


def words_to(workspace: Workspace, surname: str, containing: str) -> Msg:
    """The newest message to somebody, or below one, with these words."""
    workspace.settle()
    keyboard: Keyboard = workspace.person(surname)
    every = [each for root in keyboard.dm() for each in (root, *root.thread())]
    return next(each for each in reversed(every) if containing in each.plain)


def test_thanks_a_reply_and_an_answer_each_reach_the_other_side_once(workspace: Workspace) -> None:
    weeks = begin(workspace)
    card = digest(workspace)
    assert card.text == "Your team's week of Mon 4 Jan: 1 blocked and 1 silent"
    assert "Blocked: No product photos" in card.plain.replace("*", "")
    assert "No word yet: Wu Min" in card.plain.replace("*", "")

    card.click("Thanks")
    assert "thanks for your week of Mon 4 Jan" in words_to(workspace, "chen", "thanks for").plain
    assert digest(workspace).buttons == ["Let's talk", "Reply…", "Read all…"]
    assert "Thanks said Mon 11 Jan 10:00" in digest(workspace).plain

    digest(workspace).click("Reply…")
    modal = workspace.person("liu").wait_for_modal(title="Reply")
    modal.fill("Your words", "I call the studio today.")
    modal.submit()
    reply = words_to(workspace, "chen", "I call the studio today.")
    assert "studio" not in reply.text
    reply.click("Answer…")
    modal = workspace.person("chen").wait_for_modal(title="Answer")
    modal.fill("Your words", "They sent them just now.")
    modal.submit()
    answer = words_to(workspace, "liu", "They sent them just now.")
    assert answer.thread_ts == card.ts
    assert "Chen Jie answered" in digest(workspace).plain

    weeks.gives(workspace.company.colleague, typed("at_risk", "on_track"), at=MONDAY)
    workspace.settle()
    late = digest(workspace)
    assert late.ts == card.ts
    assert "Wu Min" in late.plain
    assert "No word yet" not in late.plain
    late.click("Read all…")
    assert "KPI k2" in workspace.person("liu").wait_for_modal(title="The week").plain
    assert workspace.parked() == []


def test_a_talk_is_offered_at_three_times_declined_offered_anew_and_chosen(workspace: Workspace) -> None:
    begin(workspace, locale="zh-TW")
    digest(workspace, "你的團隊").click("約個時間聊聊")

    offer = words_to(workspace, "chen", "哪個時間合適？")
    assert offer.buttons == ["1月12日週二 10:00", "1月13日週三 14:30", "1月14日週四 16:00", "都不合適…"]
    offer.click("都不合適…")
    modal = workspace.person("chen").wait_for_modal(title="回答")
    modal.fill("什麼時候合適？", "週五下午可以嗎？")
    modal.submit()

    declined = words_to(workspace, "liu", "都不合適")
    assert "週五下午可以嗎？" in words_to(workspace, "liu", "週五下午").plain
    declined = words_to(workspace, "liu", "週五下午")
    declined.click("換時間…")
    modal = workspace.person("liu").wait_for_modal(containing="時間 1")
    friday = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
    modal.pick_datetime("時間 1", friday)
    modal.submit()

    again = words_to(workspace, "chen", "哪個時間合適？")
    assert "1月15日週五 15:00" in again.buttons
    again.click("1月15日週五 15:00")
    assert "約在 1月15日週五 15:00 聊" in words_to(workspace, "chen", "約在").plain
    assert "選了 1月15日週五 15:00 和你聊" in words_to(workspace, "liu", "選了").plain
    assert "1月15日週五 15:00 面談" in digest(workspace, "你的團隊").plain
    assert workspace.parked() == []
