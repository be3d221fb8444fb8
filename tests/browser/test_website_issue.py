"""Story 4: a branch reports an issue from a phone; the desk asks, accepts and finishes; notes stay inside."""

from datetime import date

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import TakeSeat
from tests.browser.seat import Seat
from tests.browser.white_page import NAME, white_page
from tests.chromium import OpenPage

pytestmark = pytest.mark.browser

DESK = "C0REQUESTS"
HAPPENED = "The winter campaign stays white on a phone:\nthe banner <img> loads & nothing below it."
QUESTION = "Which phone is it?"
REPLY = "A Huawei P60; signed out it is the same."
ASIDE = "Between us: the lazy loader again?"
CHANGED = "The offers no longer wait for that script. Please reload once."


def test_an_issue_goes_from_a_phone_to_the_desk_and_back(seat: TakeSeat, open_page: OpenPage) -> None:
    chen, sun = seat("Chen Jie", narrow=True), seat("Sun Li", DESK)
    chen.open_steward()

    report(chen, white_page(open_page("about:blank")))
    sun.open_thread("#1 · Chengdu · Something is wrong · Today")
    expect(sun.thread().get_by_role("img", name=NAME)).to_be_visible()
    sun.shot("website-issue-desk")

    question(sun)
    chen.open_thread("#1 is waiting for you")
    expect(chen.article(QUESTION)).to_be_visible()
    chen.say(REPLY)
    expect(sun.thread().get_by_role("article").last).to_contain_text(REPLY)

    sun.say(ASIDE)
    accept(sun)
    expect(chen.article("We have found it")).to_contain_text("Mon 4 Jan")
    finish(sun)
    expect(chen.article(CHANGED)).to_be_visible()
    expect(chen.article(ASIDE)).to_have_count(0)
    chen.shot("website-issue-phone")
    assert chen.page.evaluate("document.documentElement.scrollWidth") <= 390


def report(chen: Seat, screenshot: FilePayload) -> None:
    """The form names what is missing, keeps what was typed, and takes a picture."""
    chen.say("/website-issue ")
    chen.fill("Page address", "https://shop.example/campaign/winter")
    chen.choose("How urgent is it?", "Today")
    chen.submit()
    expect(chen.form().locator(".field-error")).to_be_in_viewport()
    chen.fill("What happened?", HAPPENED)
    chen.fill("Since when?", "this morning")
    chen.form().locator("input[type=file]").set_input_files(screenshot)
    expect(chen.form().get_by_text(NAME)).to_be_visible()
    chen.submit()
    chen.gone()
    expect(chen.article("#1 is with Sun Li")).to_be_visible()


def question(sun: Seat) -> None:
    sun.press("Take it")
    sun.press("Ask…")
    sun.fill("What do you want to know?", QUESTION)
    sun.submit()
    sun.gone()


def accept(sun: Seat) -> None:
    sun.press("Accept…")
    sun.fill("A note to Chen Jie", "We have found it.")
    sun.pick_day("Expected by", date(2027, 1, 4))
    sun.submit()
    sun.gone()


def finish(sun: Seat) -> None:
    sun.press("Mark as done…")
    sun.fill("What has changed?", CHANGED)
    sun.submit()
    sun.gone()
    expect(sun.button("Mark as done…")).to_have_count(0)
