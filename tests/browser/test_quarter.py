"""Story 1: HR opens the quarter, and an employee scores themselves in their own language, with a pause."""

import re

import pytest
from playwright.sync_api import expect

from bot.local.workspace import LocalWorkspace
from messages.steps import progress
from tests.browser.conftest import TakeSeat
from tests.browser.example import named
from tests.browser.seat import Seat
from tests.builders.shipped import load_scheme

pytestmark = pytest.mark.browser

SATISFACTION, RESPONSE, COMPLAINTS = "客户满意度", "首次响应时间", "投诉处理时长"
CASE = "11 月第二周大促，客服只到了一半。我把常见问题写成 <12> 条回复 & 带着新同事轮班，当周满意度没有下降。"
COMMENT = "12 月的数字是估计，1 月 5 日出最终结果。"


def test_a_quarter_is_opened_by_hr_and_scored_with_a_pause(seat: TakeSeat, workspace: LocalWorkspace) -> None:
    page = seat("Zhou Jing")
    page.say("/review open 2026Q4")
    expect(page.article("2026 Q4 is open for 11 people")).to_be_visible()
    page.jump("To the next message")

    page.switch_to(named(workspace.store, "黄磊"))
    page.press("Score myself…")
    fill_kpis(page)
    begin_values(page)
    page.shot("quarter-value")
    page.close()

    expect(page.button("Score myself…")).to_have_count(0)
    page.press("Resume at step %(step)s of %(total)s…", step=2, total=3)
    finish_values(page)
    page.shot("quarter-read-over")
    expect(page.form()).to_contain_text(CASE)
    page.submit()

    expect(page.form(page.words.label("What you sent"))).to_contain_text("Liu Yang")
    expect(page.form()).to_contain_text(COMMENT)
    page.close()
    expect(page.button("See what you sent")).to_be_visible()
    expect(page.button("Score myself…")).to_have_count(0)
    page.shot("quarter-sent")


def fill_kpis(page: Seat) -> None:
    """The first step; it does not pass while something is missing."""
    at_step(page, 1)
    for name, figure, score in (
        (SATISFACTION, "93.5", "3.75 ·"),
        (RESPONSE, "41 秒", "3.5 ·"),
        (COMPLAINTS, "20 小时", None),
    ):
        page.fill(page.words.label("%(name)s: figure reached", name=name), figure)
        if score:
            page.tick(page.words.label("%(name)s: score", name=name), score)
    page.submit()
    expect(page.form().locator(".field-error")).to_be_in_viewport()
    page.tick(page.words.label("%(name)s: score", name=COMPLAINTS), "3.5 ·")
    page.submit()


def begin_values(page: Seat) -> None:
    """A score that asks for a case, and is refused without one."""
    at_step(page, 2)
    page.tick(how_far(page, 0), "3.")
    case = page.form().locator("textarea")
    expect(case).to_be_visible()
    page.tick(how_far(page, 1), "2.")
    page.tick(rung(page, 1, 3), page.words.label("Met in part: half a rung"))
    expect(page.form().locator("textarea")).to_have_count(1)
    page.submit()
    expect(case).to_have_attribute("aria-invalid", "true")
    case.fill(CASE)
    expect(page.form().locator(".field-error")).to_have_count(0)
    page.tick(rung(page, 0, 4), page.words.label("Met in part: half a rung"))


def finish_values(page: Seat) -> None:
    at_step(page, 2)
    expect(page.form().locator("textarea")).to_have_value(CASE)
    page.submit()
    at_step(page, 3)
    page.form().locator("textarea").fill(COMMENT)


def at_step(page: Seat, step: int) -> None:
    """The form shows this step."""
    said = progress(page.words, step=step, total=3, saved_at=None)
    page.form(re.split("[.。]", said)[0])


def how_far(page: Seat, value: int) -> str:
    """What stands above the rungs of a value, in the reader's language."""
    return page.words.label("%(name)s: how far up?", name=named_value(page, value))


def rung(page: Seat, value: int, number: int) -> str:
    """What stands above the rung that can be met in part."""
    return page.words.label("%(name)s: rung %(rung)s", name=named_value(page, value), rung=number)


def named_value(page: Seat, value: int) -> str:
    ladder = load_scheme("kpi-values").section("values").ladders[value]
    return page.words.pick(ladder.name)
