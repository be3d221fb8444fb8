"""Story 6: somebody lets the guide lead them through a project, wide in English and on a phone in Chinese."""

import pytest
from playwright.sync_api import Locator, expect

from bot.local.workspace import LocalWorkspace
from messages.catalog import Words
from tests.browser.conftest import TakeSeat
from tests.browser.example import named
from tests.browser.seat import Seat
from tests.browser.test_guide import begin, guide, take_there

pytestmark = [pytest.mark.browser, pytest.mark.soak]

A_PROJECT = 5
"""The place of the story in the list."""
LED = ("Chen Jie", "Sun Li", "He Jun")
REFUSED = {"en": "Development of #1 cannot start yet", "zh_Hans": "#1 还不能开始开发"}
TICK_MS = 10_000
FOLDS_MS = 800
"""Within which the guide folds by itself, on a phone that it took somewhere."""


class Led:
    """A seat that goes wherever the guide leads. `words` are the reader's; the channels speak English."""

    def __init__(self, page: Seat, workspace: LocalWorkspace, *, locale: str) -> None:
        self.page = page
        self.workspace = workspace
        now = workspace.clock.now()
        self.words = Words(locale=locale, timezone="Asia/Shanghai", now=now)

    def open_guide(self) -> None:
        if not guide(self.page).is_visible():
            self.page.page.locator(".guide-button").click()

    def go(self, name: str) -> None:
        """Press the open step's button, and find oneself where it leads, with the guide out of the way."""
        self.open_guide()
        take_there(self.page)
        expect(self.page.page.locator(".switcher", has_text=name)).to_be_attached()
        self.page.words = self.words
        self.page.page.wait_for_timeout(FOLDS_MS)
        if guide(self.page).is_visible():
            self.page.page.locator(".guide__fold").click()

    def ticked(self, count: int) -> None:
        self.open_guide()
        expect(guide(self.page).locator(".guide__step.is-done")).to_have_count(count, timeout=TICK_MS)

    def there(self, label: str) -> Locator:
        """A button of a card that many read: the newest, or the one above the thread that is open."""
        thread = self.page.page.locator("aside").get_by_role("button", name=label, exact=True)
        anywhere = self.page.page.locator("main").get_by_role("button", name=label, exact=True)
        return thread.first if thread.count() else anywhere.last

    def under_dots(self, card: Locator, label: str) -> None:
        card.locator(".icon-button--framed").last.click()
        self.page.page.get_by_role("menuitem", name=label).click()

    def pick(self, label: str) -> None:
        """One of the choices that stand open in the form on top."""
        dialog = self.page.page.locator("dialog[open]").last
        dialog.get_by_text(self.words.label(label), exact=True).click()

    def fill(self, label: str, text: str) -> None:
        self.page.fill(self.words.label(label), text)

    def argue(self, side: str, text: str) -> None:
        self.pick(side)
        self.fill("Your argument", text)
        self.submit_and_close()

    def submit_and_close(self) -> None:
        """Send the form, in whose place something to be read comes, and close that."""
        self.page.submit()
        expect(self.page.page.locator("dialog[open] button[type=submit]")).to_have_count(0)
        self.page.close()


@pytest.fixture(params=[("en-US", False), ("zh-CN", True)], ids=["wide", "phone-zh"])
def led(request: pytest.FixtureRequest, seat: TakeSeat, workspace: LocalWorkspace) -> Led:
    locale, narrow = request.param
    page = seat("Wu Min", narrow=narrow, guided=True)
    for name in (*LED, "Wu Min") if locale != "en-US" else ():
        page.sit(named(workspace.store, name))
        page.speak(locale)
    page.page.reload()
    leading = Led(page, workspace, locale=locale)
    begin(page, A_PROJECT)
    return leading


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
