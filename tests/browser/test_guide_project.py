"""Story 6: somebody lets the guide lead them through a project, wide in English and on a phone in Chinese."""

import pytest
from playwright.sync_api import expect

from bot.local.workspace import LocalWorkspace
from tests.browser.conftest import TakeSeat
from tests.browser.led import Led, lead
from tests.browser.test_guide import guide

pytestmark = [pytest.mark.browser, pytest.mark.soak]

A_PROJECT = 7
"""The place of the story in the list."""
LED = ("Chen Jie", "Sun Li", "He Jun")
REFUSED = {"en": "Development of #1 cannot start yet", "zh_Hans": "#1 还不能开始开发"}


@pytest.fixture(params=[("en-US", False), ("zh-CN", True)], ids=["wide", "phone-zh"])
def led(request: pytest.FixtureRequest, seat: TakeSeat, workspace: LocalWorkspace) -> Led:
    locale, narrow = request.param
    return lead(seat, workspace, story=A_PROJECT, people=LED, locale=locale, narrow=narrow)


def test_a_project_is_led_through_by_the_guides_own_buttons(led: Led) -> None:
    file(led)
    discuss(led)
    decide(led)
    hand_over(led)
    build(led)
    settle(led)

    expect(guide(led.page).locator(".guide__ending button")).to_be_visible()


def file(led: Led) -> None:
    led.go("Chen Jie")
    led.page.page.locator(".composer__field").press("Enter")
    led.page.form()
    led.pick("A project")
    led.page.submit()
    led.page.gone()
    led.ticked(1)


def discuss(led: Led) -> None:
    led.go("Sun Li")
    led.there("Project…").click()
    led.page.choose(led.words.label("Who takes part?"), "He Jun")
    led.fill("What is to be decided?", "Shall they move to one page?")
    led.submit_and_close()
    led.ticked(2)

    led.go("He Jun")
    led.page.press("For or against…")
    led.argue("Against it", "They live in two systems.")
    led.ticked(3)

    led.go("Sun Li")
    card = led.page.article("Project #1")
    led.under_dots(card, "Start development")
    expect(led.page.page.get_by_role("article").last).to_contain_text(REFUSED[led.words.language])
    led.there("For or against…").click()
    led.argue("For it", "Every third question is where they are.")
    led.ticked(4)


def decide(led: Led) -> None:
    led.go("Sun Li")
    led.under_dots(led.page.article("Project #1"), "Estimate…")
    led.fill("Working days", "15-20")
    led.page.submit()
    led.page.press("Decide…")
    led.pick("It is to be done")
    led.fill("Why?", "It spares customer service a third of its questions.")
    led.page.submit()
    led.page.press("Start development")
    led.page.button("Pause…").wait_for()
    led.page.close()
    led.ticked(5)


def hand_over(led: Led) -> None:
    led.go("Sun Li")
    expect(led.page.thread()).to_be_visible()
    led.there("Accept…").click()
    led.page.submit()
    led.page.gone()
    card = led.page.thread().get_by_role("article").first
    card.get_by_role("button", name="Mark as done…", exact=True).wait_for()
    led.under_dots(card, "Brief…")
    led.fill("Headline", "One page for points and coupons")
    led.submit_and_close()
    expect(card).to_contain_text("version 1")
    led.under_dots(card, "Hand over…")
    led.page.choose(led.words.label("Developer"), "He Jun")
    led.page.submit()
    led.page.gone()
    led.ticked(6)


def build(led: Led) -> None:
    led.go("He Jun")
    led.there("Say what you will do…").click()
    led.fill("In your own words, one line", "Both are read into one page, newest first.")
    led.page.submit()
    led.page.gone()
    led.ticked(7)
    led.go("Sun Li")
    led.page.press("Yes, that is meant")
    led.ticked(8)
    led.go("He Jun")
    led.there("Begin").click()
    led.there("Ready to check").click()
    led.ticked(9)


def settle(led: Led) -> None:
    led.go("Sun Li")
    led.page.press("Mark as done…")
    led.page.page.get_by_role("dialog").get_by_role("textbox").last.fill("They stand on one page.")
    led.page.submit()
    led.page.gone()
    led.ticked(10)
    led.go("Chen Jie")
    expect(led.page.thread()).to_be_visible()
    led.there(led.words.label("Yes, it is settled")).click()
    led.page.press("Satisfied")
    led.ticked(11)
    led.page.shot(f"guide-project-{led.words.language}")
