"""The pictures of the website desk: known already, a brief, the queue, figures."""

from datetime import UTC, datetime

from bot.domain.intake.way import REQUEST
from tests.browser.example import LAST_WEDNESDAY, named
from tests.browser.seat import Seat
from tests.browser.studio import Studio, studio
from tests.builders.desk_weeks import lived, write
from tests.chromium import NARROW

DESK, GENERAL = "C0REQUESTS", "C0GENERAL"
FIVE_WEEKS_AGO = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
"""Monday 23 November, midnight in Hangzhou."""
ASKING = ("Chen Jie", "Wu Min", "黄磊", "林雅婷", "Liu Yang", "Zhou Jing")


def known_already(place: Studio) -> None:
    """黄磊 writes in Chinese, on a phone, what Chen Jie reported in English."""
    chen = place.seat("Chen Jie")
    chen.say("/website-issue The winter campaign page stays white on a phone")
    chen.fill("Page address", "https://shop.example/campaign/winter")
    chen.submit()
    chen.gone()
    huang = place.seat("黄磊", GENERAL, size=NARROW)
    huang.say("/website-issue 冬季活动页面在手机上是白屏")
    huang.form(huang.words.label("Website issue"))
    huang.submit()
    huang.form(huang.words.label("Known already?"))
    place.take(huang, "known-already-zh")
    huang.submit()
    huang.gone()


def brief(place: Studio) -> None:
    """What developers read, in the thread of the card."""
    sun = place.seat("Sun Li", DESK)
    sun.press("Take it")
    under_more(sun, "#1 · Chengdu", "Brief…")
    sun.fill("Headline", "Winter campaign renders blank on mobile browsers")
    sun.fill("Environment", "iOS Safari 19, Android Chrome 140")
    sun.fill("Steps", "Open /campaign/winter on a phone\nWait until the banner has loaded")
    sun.fill("Expected", "24 offers below the banner, as on a desktop browser")
    sun.fill("Acceptance", "All offers are visible at 360 px width")
    sun.submit()
    sun.form("Saved.")
    sun.close()
    sun.open_thread("#1 · Chengdu")
    place.take(sun, "brief")


def queue(place: Studio) -> None:
    """What is due next, with its clock."""
    sun = place.seat("Sun Li", DESK, size={"width": 1040, "height": 640})
    sun.say("/intake ")
    sun.form(sun.words.label("The desk's queue"))
    place.take(sun, "queue")
    sun.close()


def report(place: Studio) -> None:
    """Five weeks in figures before the director, in each language."""
    store = place.workspace.store
    them = [named(store, each).id for each in ASKING]
    requests = lived(230, first=FIVE_WEEKS_AGO, days=35, requesters=them, seed=5, number=1001)
    settled = [
        each for each in requests if REQUEST.stage(each.state).closed and each.steps[-1].at < LAST_WEDNESDAY
    ]
    write(store, settled, owner_id=named(store, "Sun Li").id)
    for locale, name in (("en-US", "report"), ("zh-CN", "report-zh"), ("zh-TW", "report-zh-tw")):
        zhao = place.seat("Zhao Min", size={"width": 1040, "height": 1720})
        zhao.speak(locale)
        zhao.say("/intake report 2026-W52")
        zhao.button(zhao.words.label("Excel file")).last.wait_for()
        place.take(zhao, name, of=zhao.page.get_by_role("article").last)
        zhao.page.close()


def under_more(seat: Seat, card: str, label: str) -> None:
    """Press a button of a card for which its menu has no room."""
    seat.article(card).locator(".icon-button--framed").last.click()
    seat.page.get_by_role("menuitem", name="More…").click()
    seat.form().get_by_role("button", name=label).click()


def take_all() -> None:
    """Take them, in the order in which a request goes."""
    with studio() as place:
        known_already(place)
        brief(place)
        queue(place)
        report(place)
