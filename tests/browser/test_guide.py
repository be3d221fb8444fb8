"""Story 6: somebody is here for the first time and lets the guide lead them, by its own buttons."""

import re

import pytest
from playwright.sync_api import Locator, expect

from bot.local.seeding import slack_id
from bot.local.workspace import LocalWorkspace
from tests.browser.conftest import TakeSeat
from tests.browser.example import hand_in, named
from tests.browser.seat import JUMP_MS, Seat

pytestmark = pytest.mark.browser

TICK_MS = 3000
"""Within which a step is ticked once it has happened, on a busy machine."""


def guide(page: Seat) -> Locator:
    return page.page.locator("#guide")


def begin(page: Seat, number: int) -> None:
    """Choose a story by its place in the list."""
    guide(page).locator(".guide__story").nth(number).click()


def take_there(page: Seat) -> None:
    """Press the button of the step that is open."""
    guide(page).locator(".guide__go button").click()


def sits_now(page: Seat, name: str) -> None:
    expect(page.page.locator(".switcher", has_text=name)).to_be_visible(timeout=JUMP_MS)


def ticked(page: Seat, count: int) -> None:
    expect(guide(page).locator(".guide__step.is-done")).to_have_count(count, timeout=TICK_MS)


def test_a_quarter_is_led_through_by_the_guides_own_buttons(
    seat: TakeSeat, workspace: LocalWorkspace
) -> None:
    page = seat("Wu Min", guided=True)
    expect(guide(page)).to_contain_text("Nothing leaves this machine")
    page.shot("guide-first")
    begin(page, 0)

    expect(guide(page).locator(".guide__go")).to_have_text("Be Zhou Jing")
    take_there(page)
    sits_now(page, "Zhou Jing")
    ticked(page, 0)
    expect(guide(page).locator(".guide__go")).to_have_text("You are here")
    expect(page.page.locator(".composer__field")).to_have_value("/review open 2026Q4")
    page.page.locator(".composer__field").press("Enter")
    ticked(page, 1)

    take_there(page)
    sits_now(page, "Chen Jie")
    ticked(page, 2)
    expect(page.button("Score myself…")).to_be_visible()

    hand_in(workspace, named(workspace.store, "Chen Jie"))
    ticked(page, 3)

    take_there(page)
    sits_now(page, "Liu Yang")
    expect(page.thread().get_by_role("article")).not_to_have_count(0)
    page.press("Approve")
    page.submit()
    ticked(page, 4)

    for looker, done in (("Zhao Min", 5), ("Zhou Jing", 6)):
        take_there(page)
        sits_now(page, looker)
        page.press("Confirm")
        ticked(page, done)

    take_there(page)
    sits_now(page, "Zhou Jing")
    field = page.page.locator(".composer__field").first
    expect(field).to_have_value("/review release")
    field.press("Enter")
    page.tick("Whose results?", "Marketing")
    page.submit()
    page.form("1 result is released")
    page.close()
    ticked(page, 7)

    take_there(page)
    sits_now(page, "Chen Jie")
    page.press("See your result")
    ticked(page, 8)
    page.close()
    expect(guide(page)).to_contain_text("That was the story.")
    page.shot("guide-story-done")
    guide(page).get_by_role("button", name="Next: Agree on goals").click()
    expect(guide(page).locator(".guide__step")).to_have_count(6)


def test_what_was_written_already_stays_and_no_step_is_ticked_by_going_there(seat: TakeSeat) -> None:
    page = seat("Zhou Jing", guided=True)
    begin(page, 0)
    page.page.locator(".composer__field").fill("my own words")

    take_there(page)

    expect(page.page.locator(".composer__field")).to_have_value("my own words")
    page.page.wait_for_timeout(1500)
    ticked(page, 0)


@pytest.mark.parametrize(
    ("name", "opening", "titles", "command", "be"),
    [
        (
            "黄磊",
            "一切都留在这台电脑上",
            [
                "季度考核",
                "商定目标",
                "中间的一周",
                "从自评到结果",
                "公布之后",
                "年度考核",
                "网站请求",
                "想做一个项目",
                "不直接打扰开发",
                "主页与每周提醒",
            ],
            "切换为 Zhou Jing（HR），发送 /review open 2026Q4。",
            "切换为 Zhou Jing",
        ),
        (
            "林雅婷",
            "一切都留在這台電腦上",
            [
                "季度考核",
                "議定目標",
                "中間的一週",
                "從自評到結果",
                "公佈之後",
                "年度考核",
                "網站請求",
                "想做一個專案",
                "不直接打擾開發",
                "首頁與每週提醒",
            ],
            "切換為 Zhou Jing（HR），傳送 /review open 2026Q4。",
            "切換為 Zhou Jing",
        ),
    ],
)
def test_the_guide_speaks_the_readers_language(
    seat: TakeSeat, name: str, opening: str, titles: list[str], command: str, be: str
) -> None:
    page = seat(name, guided=True)
    expect(guide(page)).to_contain_text(opening)
    expect(guide(page).locator(".guide__story strong")).to_have_text(titles)

    begin(page, 0)

    expect(guide(page).locator(".guide__what").first).to_have_text(re.compile(re.escape(command)))
    expect(guide(page).locator(".guide__go")).to_have_text(be)
    assert not re.search(r"\b(the|and|of|in|Be|Press|Move)\b", guide(page).inner_text())


def test_it_is_where_one_left_it_after_a_reload_and_as_somebody_else(
    seat: TakeSeat, workspace: LocalWorkspace
) -> None:
    page = seat("Wu Min", guided=True)
    begin(page, 8)
    page.page.reload()
    expect(guide(page).get_by_role("heading")).to_have_text("No direct pings")

    page.switch_to(named(workspace.store, "林雅婷"))
    expect(guide(page).get_by_role("heading")).to_have_text("不直接打擾開發")

    page.page.locator(".guide__fold").click()
    expect(guide(page)).to_be_hidden()
    page.page.reload()
    expect(page.page.locator(".guide-button")).to_have_attribute("aria-expanded", "false")
    expect(guide(page)).to_be_hidden()
    page.page.locator(".guide-button").click()
    expect(guide(page).get_by_role("heading")).to_have_text("不直接打擾開發")


def test_on_a_phone_it_leaves_the_composer_free_and_folds_when_it_takes_one_somewhere(
    seat: TakeSeat,
) -> None:
    page = seat("Wu Min", narrow=True, guided=True)
    begin(page, 0)
    page.shot("guide-phone")
    take_there(page)

    sits_in_a_conversation = page.page.locator(".composer__field")
    expect(sits_in_a_conversation).to_have_value("/review open 2026Q4")
    expect(guide(page)).to_be_hidden()

    page.page.locator(".guide-button").click()
    sheet, box = guide(page).bounding_box(), page.page.locator(".composer").bounding_box()
    assert sheet is not None
    assert box is not None
    assert sheet["y"] + sheet["height"] <= box["y"]
    for part in (".guide-button", ".topbar > :last-child"):
        at = page.page.locator(part).bounding_box()
        assert at is not None
        assert at["x"] + at["width"] <= 390
    expect(page.page.locator("body")).to_have_js_property("scrollWidth", 390)


def test_the_step_that_is_open_is_in_sight_however_long_the_story(seat: TakeSeat) -> None:
    page = seat("Wu Min", narrow=True, guided=True)
    begin(page, 7)
    expect(guide(page).locator(".guide__step")).to_have_count(11)
    take_me = guide(page).locator(".guide__go button")

    guide(page).locator(".guide__what").last.click()
    expect(take_me).to_be_in_viewport(ratio=1)
    page.page.locator(".guide__fold").click()
    page.page.locator(".guide-button").click()

    expect(take_me).to_be_in_viewport(ratio=1)


def test_the_keyboard_opens_it_walks_it_and_folds_it_away(seat: TakeSeat) -> None:
    page = seat("Wu Min")
    toggle = page.page.locator(".guide-button")
    toggle.focus()
    page.page.keyboard.press("Enter")
    expect(guide(page).locator(".guide__story").first).to_be_focused()

    page.page.keyboard.press("Enter")
    expect(guide(page).locator(".guide__what").first).to_be_focused()
    expect(guide(page).locator(".guide__what").first).to_have_attribute("aria-expanded", "true")
    page.page.keyboard.press("Tab")
    expect(guide(page).locator(".guide__go button")).to_be_focused()

    page.page.keyboard.press("Escape")
    expect(guide(page)).to_be_hidden()
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")


def test_a_step_whose_person_goes_is_gone_from_the_page_at_once(
    seat: TakeSeat, workspace: LocalWorkspace
) -> None:
    page = seat("Wu Min", guided=True)
    begin(page, 0)
    expect(guide(page).locator(".guide__step")).to_have_count(8)

    workspace.sandbox.change_user(slack_id(named(workspace.store, "Zhou Jing")), deleted=True)

    expect(guide(page).locator(".guide__step")).to_have_count(5)
    expect(guide(page)).not_to_contain_text("Zhou Jing")
