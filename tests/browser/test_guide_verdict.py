"""Story 6: somebody lets the guide lead them to a verdict, wide in English and on a phone in Chinese."""

import pytest
from playwright.sync_api import expect

from bot.local.workspace import LocalWorkspace
from tests.browser.conftest import TakeSeat
from tests.browser.led import Led, lead
from tests.browser.seat import JUMP_MS
from tests.browser.test_guide import guide, take_there
from tests.browser.test_quarter import at_step, how_far

pytestmark = [pytest.mark.browser, pytest.mark.soak]

THE_VERDICT = 3
"""The place of the story in the list."""
LED = ("Zhou Jing", "Xu Ting", "Sun Li", "Zhao Min")
TASKS, DESIGNS = "Tasks that users finish", "Designs handed over in time"
CASE = "In November nobody knew whose the broken filter was. I sat down with both teams until it worked."
REASON = "Three of the five tests were not finished."
DOUBT = "The tests of December are not in it. Are they meant to be?"


@pytest.fixture(params=[("en-US", False), ("zh-CN", True)], ids=["wide", "phone-zh"])
def led(request: pytest.FixtureRequest, seat: TakeSeat, workspace: LocalWorkspace) -> Led:
    locale, narrow = request.param
    return lead(seat, workspace, story=THE_VERDICT, people=LED, locale=locale, narrow=narrow)


def test_a_verdict_is_led_to_by_the_guides_own_buttons(led: Led) -> None:
    open_it(led)
    score(led)
    prepare(led)
    adjust_and_approve(led)
    doubt(led)
    answer(led)
    confirm(led)
    release(led)
    read(led)
    view_as(led)

    expect(guide(led.page).locator(".guide__ending button")).to_be_visible()


def open_it(led: Led) -> None:
    led.go("Zhou Jing")
    led.page.page.locator(".composer__field").press("Enter")
    led.ticked(1)
    take_there(led.page)
    expect(led.page.page.locator(".switcher", has_text="Xu Ting")).to_be_attached(timeout=JUMP_MS)
    led.ticked(2)


def score(led: Led) -> None:
    led.go("Xu Ting")
    page = led.page
    page.press("Score myself…")
    at_step(page, 1)
    for name, figure in ((TASKS, "85"), (DESIGNS, "90")):
        page.fill(page.words.label("%(name)s: figure reached", name=name), figure)
        page.tick(page.words.label("%(name)s: score", name=name), "3.5 ·")
    page.submit()
    at_step(page, 2)
    for value in (0, 1):
        page.tick(how_far(page, value), "3.")
        expect(page.form().locator("textarea")).to_have_count(value + 1)
        page.form().locator("textarea").nth(value).fill(CASE)
    page.submit()
    at_step(page, 3)
    led.submit_and_close()
    led.ticked(3)


def prepare(led: Led) -> None:
    led.go("Sun Li")
    expect(led.page.thread()).to_be_visible()
    led.page.press("Approve")
    led.page.press("Record feedback now…")
    led.page.choose(led.words.label("What is it?"), led.words.label("Constructive"))
    led.fill("What did you see?", "Three of five tests were given up half-way.")
    led.fill("What came of it?", "The basket was built on two answers.")
    led.page.submit()
    led.page.gone()
    led.ticked(4)


def adjust_and_approve(led: Led) -> None:
    led.go("Sun Li")
    led.page.press("Adjust…")
    led.page.choose(led.words.label("Score: %(item)s", item=TASKS), "3 ·")
    led.fill(led.words.label("Reason: %(item)s", item=TASKS), REASON)
    led.page.submit()
    led.page.gone()
    led.ticked(5)


def doubt(led: Led) -> None:
    led.go("Zhao Min")
    led.page.press("Send back…")
    led.page.choose(led.words.label("Which scores are in doubt?"), TASKS)
    led.fill("Why?", DOUBT)
    led.page.submit()
    led.page.gone()
    led.ticked(6)


def answer(led: Led) -> None:
    led.go("Sun Li")
    expect(led.page.thread()).to_contain_text(DOUBT)
    led.page.press("Approve")
    led.page.form(TASKS)
    led.page.submit()
    led.page.gone()
    led.ticked(7)


def confirm(led: Led) -> None:
    led.confirm({"Zhao Min": 8, "Zhou Jing": 9})


def release(led: Led) -> None:
    led.release("Zhou Jing", "User Experience Centre", done=10)


def read(led: Led) -> None:
    led.go("Xu Ting")
    led.page.press("See your result")
    led.page.form(REASON)
    led.page.press("How was this computed?")
    explained = led.page.form(led.words.label("How it adds up"))
    expect(explained).to_contain_text(REASON)
    expect(explained).not_to_contain_text(DOUBT)
    led.page.close()
    led.ticked(11)


def view_as(led: Led) -> None:
    led.go("Zhou Jing")
    led.page.page.locator(".composer__field").press("Enter")
    led.page.choose(led.words.label("As whom?"), "Xu Ting")
    led.page.submit()
    led.page.form(led.words.label("Which review?"))
    led.page.submit()
    led.page.form(REASON)
    led.page.close()
    led.ticked(12)
    led.page.shot(f"guide-verdict-{led.words.language}")
