"""Story 6: somebody lets the guide lead them through a year, wide in English and on a phone in Chinese."""

import pytest
from playwright.sync_api import expect

from bot.local.past import past_of
from bot.local.workspace import LocalWorkspace
from bot.services.people.organisation import colleagues
from bot.services.reviews.past import import_past
from tests.browser.conftest import TakeSeat
from tests.browser.led import Led, lead
from tests.browser.seat import JUMP_MS
from tests.browser.test_guide import guide, take_there
from tests.builders.acting import acting

pytestmark = [pytest.mark.browser, pytest.mark.soak]

THE_YEAR = 5
"""The place of the story in the list."""
LED = ("Zhou Jing", "Xu Ting", "Sun Li", "Zhao Min")
MINE = "The basket is half as long. I learnt to test with five people before anything is built."
HIS = "Tests came before building all year. Next year: more of it together with the branches."


@pytest.fixture(params=[("en-US", False), ("zh-CN", True)], ids=["wide", "phone-zh"])
def led(request: pytest.FixtureRequest, seat: TakeSeat, workspace: LocalWorkspace) -> Led:
    locale, narrow = request.param
    now, store = workspace.clock.now(), workspace.store
    assert not import_past(acting(store, now=now), past_of(colleagues(store), today=now.date())).problems
    return lead(seat, workspace, story=THE_YEAR, people=LED, locale=locale, narrow=narrow)


def test_a_year_is_led_to_by_the_guides_own_buttons(led: Led) -> None:
    open_it(led)
    write(led)
    approve(led)
    confirm(led)
    release(led)
    read(led)
    talk(led)

    expect(guide(led.page).locator(".guide__ending button")).to_be_visible()


def open_it(led: Led) -> None:
    led.go("Zhou Jing")
    led.page.page.locator(".composer__field").press("Enter")
    led.ticked(1)
    take_there(led.page)
    expect(led.page.page.locator(".switcher", has_text="Xu Ting")).to_be_attached(timeout=JUMP_MS)
    led.ticked(2)


def write(led: Led) -> None:
    led.go("Xu Ting")
    led.page.press("Write about my year…")
    led.fill("Your year in your own words", MINE)
    led.page.submit()
    led.page.form(MINE)
    led.submit_and_close()
    led.ticked(3)


def approve(led: Led) -> None:
    led.go("Sun Li")
    expect(led.page.thread()).to_contain_text(MINE)
    led.page.press("Write about it…")
    led.fill("What you say of it", HIS)
    led.page.submit()
    led.page.gone()
    led.ticked(4)


def confirm(led: Led) -> None:
    led.confirm({"Zhao Min": 5, "Zhou Jing": 6})


def release(led: Led) -> None:
    led.release("Zhou Jing", "User Experience Centre", done=7)


def read(led: Led) -> None:
    led.go("Xu Ting")
    led.page.press("See your result")
    led.page.form(HIS)
    led.page.close()
    led.ticked(8)


def talk(led: Led) -> None:
    led.go("Sun Li")
    led.page.press("Held on…")
    led.page.form(led.words.label("Talk held"))
    led.page.submit()
    led.page.gone()
    led.ticked(9)
    led.go("Xu Ting")
    led.page.press("Acknowledge")
    led.ticked(10)
    led.page.shot(f"guide-year-{led.words.language}")
