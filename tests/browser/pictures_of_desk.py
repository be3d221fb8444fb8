"""The pictures of the website desk: what is known before a request is sent, a brief, the queue."""

from tests.browser.seat import Seat
from tests.browser.studio import Studio, studio
from tests.chromium import NARROW

DESK, GENERAL = "C0REQUESTS", "C0GENERAL"


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
