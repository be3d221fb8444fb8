"""The README's pictures, taken in the example company's workspace: `python -m tests.browser.pictures`."""

import logging
from datetime import UTC, datetime

from playwright.sync_api import ViewportSize

from bot.logs import configure_logs
from tests.browser import pictures_of_desk as of_desk
from tests.browser import pictures_of_goals as of_goals
from tests.browser import pictures_of_projects as of_projects
from tests.browser import pictures_of_weeks as of_weeks
from tests.browser import pictures_of_years as of_years
from tests.browser.example import CASE, hand_in, named, open_quarter
from tests.browser.studio import ELSEWHERE, PICTURES, Studio, studio
from tests.browser.white_page import white_page
from tests.builders.approval import looked_again
from tests.builders.people import person
from tests.chromium import NARROW

DESK, GENERAL = "C0REQUESTS", "C0GENERAL"
FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""Friday 8 January 2027, 16:00 in Hangzhou: self-scores are due, and the weekly nudge goes out."""
TALL: ViewportSize = {"width": 1040, "height": 920}
NOT_IN_SLACK = ("Gao Lan", "Feng Yu", "Ma Chao", "Qian Rui", "Song Jia", "Xie Na", "Deng Bo")


def guide(studio: Studio) -> None:
    """The guide in the first story: the quarter is open, Chen Jie has heard of it, and is to score it."""
    chen = studio.seat("Zhou Jing", guided=True)
    chen.page.locator(".guide__story").first.click()
    chen.switch_to(named(studio.workspace.store, "Chen Jie"))
    chen.button("Score myself…").wait_for()
    chen.page.locator(".guide__step.is-done").nth(1).wait_for()
    studio.take(chen, "guide")


def website_issue(studio: Studio) -> None:
    """A request in the intake channel, with the screenshot that came with it."""
    chen = studio.seat("Chen Jie")
    chen.say("/website-issue ")
    chen.fill("Page address", "https://shop.example/campaign/winter")
    chen.fill(
        "What happened?",
        "The winter campaign stays white on a phone.\n"
        "The banner loads, then nothing below it. On a computer it is fine; I tried Wi-Fi and 4G.",
    )
    chen.fill("What did you expect?", "The 24 offers, as on a computer.")
    chen.fill("Since when?", "this morning, about 9:00")
    chen.choose("How urgent is it?", "Today")
    drawn = white_page(studio.browser.new_page())
    chen.form().locator("input[type=file]").set_input_files(drawn)
    chen.form().get_by_text(drawn["name"]).wait_for()
    chen.submit()
    chen.gone()
    sun = studio.seat("Sun Li", DESK)
    sun.open_thread("#1 · Chengdu")
    studio.take(sun, "website-issue")


def no_pings(studio: Studio) -> None:
    """The note to somebody who mentioned a developer."""
    wu = studio.seat("Wu Min", GENERAL, size={"width": 1040, "height": 520})
    wu.say("@He Jun the basket is empty after paying on a phone, can you have a look?")
    wu.article("He Jun is building").wait_for()
    studio.take(wu, "no-pings")


def self_score(studio: Studio) -> None:
    """The form at the values, with the case that a score of 3 asks for."""
    chen = studio.seat("Chen Jie", size=TALL)
    chen.press("Score myself…")
    for name, figure, score in (
        ("Shop-wide conversion and dwell time", "3.7 % and 2 min 25 s", "3.75"),
        ("Click-through of campaign pages", "12.9 %", "3.75"),
        ("Listings optimised", "131 listings, unsold 13 %", "3.75"),
    ):
        chen.fill(f"{name}: figure reached", figure)
        chen.tick(f"{name}: score", f"{score} ·")
    chen.submit()
    chen.form("Step 2 of 3")
    chen.tick("Customer first: how far up?", "3.")
    chen.form().locator("textarea").fill(CASE)
    chen.form().locator(".dialog__body").evaluate("body => { body.scrollTop = 0; }")
    studio.take(chen, "self-score")
    chen.close()


def self_score_in_chinese(studio: Studio) -> None:
    """The first step, as 黄磊 reads it."""
    huang = studio.seat("黄磊", size=TALL)
    huang.press("Score myself…")
    huang.fill(huang.words.label("%(name)s: figure reached", name="客户满意度"), "93.5")
    huang.tick(huang.words.label("%(name)s: score", name="客户满意度"), "3.75 ·")
    huang.form().locator(".dialog__body").evaluate("body => { body.scrollTop = 0; }")
    studio.take(huang, "self-score-zh")
    huang.close()


def approval(studio: Studio) -> None:
    """A manager's thread, with one score adjusted; so narrow that the thread has the page to itself."""
    liu = studio.seat("Liu Yang", size={"width": 900, "height": 900})
    liu.open_thread("2026 Q4: 0 of 4 approved")
    liu.press("Adjust…")
    liu.choose("Score: Listings optimised", "3.5 ·")
    liu.fill("Reason: Listings optimised", "13 % unsold keeps the target but does not pass it.")
    liu.press("Save for later")
    liu.close()
    liu.article("13 % unsold keeps").wait_for()
    studio.take(liu, "approval")


def nudge(studio: Studio) -> None:
    """Friday's message to somebody who owes more than one thing, and Home on a phone."""
    sun = studio.seat("Sun Li", size={"width": 1040, "height": 640})
    sun.article("waiting for you").wait_for()
    studio.take(sun, "nudge")
    phone = studio.seat("Liu Yang", size=NARROW)
    phone.open_steward()
    phone.page.get_by_role("tab").first.click()
    phone.page.get_by_text("report to you").wait_for()
    studio.take(phone, "home-phone")


def result(studio: Studio) -> None:
    """What HR releases, and what the employee reads then, with the one score that was changed."""
    liu = studio.seat("Liu Yang")
    liu.open_thread("2026 Q4: 0 of 4 approved")
    liu.press("Approve")
    liu.submit()
    liu.article("1 of 4 approved").wait_for()
    looked_again(studio.workspace.store, now=studio.workspace.clock.now())
    zhou = studio.seat("Zhou Jing")
    zhou.say("/review release")
    zhou.tick("Whose results?", "Marketing")
    studio.take(zhou, "release")
    zhou.submit()
    zhou.form("1 result is released")
    chen = studio.seat("Chen Jie", size=TALL)
    chen.press("See your result")
    chen.form(chen.words.label("Result"))
    studio.take(chen, "result")
    chen.close()


def talk(studio: Studio) -> None:
    """What a manager prepares for the talk, begun from cases, and what the employee is asked after it."""
    liu = studio.seat("Liu Yang", size=TALL)
    liu.open_thread("1 of 4 approved")
    liu.press("Prepare…")
    liu.fill("2. The verdict", "Meets what we agreed on. Expected next: unsold listings under 12 %.")
    liu.fill("3. What is to change", "Chen Jie sits with Wu Min twice on listings, by 29 January.")
    liu.form().locator(".dialog__body").evaluate("body => { body.scrollTop = 0; }")
    studio.take(liu, "talk")
    liu.submit()
    liu.gone()
    liu.article("HR sees that it is prepared").wait_for()
    liu.press("Held on…")
    liu.form(liu.words.label("Talk held"))
    liu.submit()
    liu.gone()
    chen = studio.seat("Chen Jie", size={"width": 1040, "height": 640})
    chen.open_thread("2026 Q4 review")
    chen.article("Please answer by").wait_for()
    studio.take(chen, "acknowledge")


def actions(studio: Studio) -> None:
    """What comes of a result: an action for the employee, with the three questions."""
    liu = studio.seat("Liu Yang", size={"width": 1040, "height": 1180})
    liu.say("/review actions @Chen Jie")
    liu.press("Write an action…")
    liu.choose("What is it?", "Practice")
    liu.fill("What is done?", "Rewrites the titles of the twenty oldest listings with Wu Min, two a day.")
    liu.fill("Which gap does it close?", "Listings are found too seldom.")
    liu.form().locator(".dialog__body").evaluate("body => { body.scrollTop = 0; }")
    studio.take(liu, "action")
    liu.close()


def concerns(studio: Studio) -> None:
    """An admin's one message about everybody of the file who is not in Slack."""
    zhang = studio.seat("Zhang Wei", size=TALL)
    zhang.article(f"{len(NOT_IN_SLACK)} people of the organisation file").wait_for()
    studio.take(zhang, "concerns")


def withdraw(studio: Studio) -> None:
    """HR asks to take a period back, and reads first what that means."""
    zhou = studio.seat("Zhou Jing", size={"width": 1040, "height": 640})
    reason = "The targets of December are agreed only next week; we open it again then."
    zhou.say(f"/review withdraw 2026Q4 {reason}")
    zhou.article("Withdraw 2026 Q4?").wait_for()
    studio.take(zhou, "withdraw")


def main() -> None:
    """Take them all, in the order in which a quarter goes."""
    configure_logs("text")
    logging.getLogger().setLevel(logging.ERROR)
    with studio() as place:
        no_pings(place)
        open_quarter(place.workspace)
        guide(place)
        self_score(place)
        self_score_in_chinese(place)
        hand_in(place.workspace, named(place.workspace.store, "Chen Jie"))
        approval(place)
        place.workspace.move_to(FRIDAY.replace(hour=6))
        website_issue(place)
        place.workspace.move_to(FRIDAY)
        nudge(place)
        result(place)
        talk(place)
        actions(place)
    with studio() as place:
        store = place.workspace.store
        for name in NOT_IN_SLACK:
            person(store, name, manager=named(store, "Liu Yang"), linked=False)
        open_quarter(place.workspace)
        concerns(place)
        withdraw(place)
    of_desk.take_all()
    of_projects.take_all()
    of_goals.take_all()
    of_weeks.take_all()
    of_years.take_all()
    for file in sorted([*PICTURES.glob("*.png"), *ELSEWHERE.glob("*.png")]):
        print(f"{file}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
