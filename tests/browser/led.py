"""Somebody whom the guide leads through a story, from seat to seat."""

from collections.abc import Collection, Mapping

from playwright.sync_api import Locator, expect

from bot.local.workspace import LocalWorkspace
from messages.catalog import Words
from tests.browser.conftest import TakeSeat
from tests.browser.example import named
from tests.browser.seat import Seat
from tests.browser.test_guide import begin, guide, take_there

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

    def confirm(self, steps: Mapping[str, int]) -> None:
        """Whoever looks again confirms what waits there, one after the other; ticked is so much then."""
        for name, done in steps.items():
            self.go(name)
            self.page.press("Confirm")
            self.ticked(done)

    def release(self, name: str, department: str, *, done: int) -> None:
        """HR sends the command that stands in the composer, and releases one department's results."""
        self.go(name)
        self.page.page.locator(".composer__field").press("Enter")
        self.page.tick(self.words.label("Whose results?"), department)
        self.submit_and_close()
        self.ticked(done)


def lead(
    seat: TakeSeat,
    workspace: LocalWorkspace,
    *,
    story: int,
    people: Collection[str],
    locale: str,
    narrow: bool,
) -> Led:
    """The story in this place of the list has begun; whoever is in it reads this language."""
    page = seat("Wu Min", narrow=narrow, guided=True)
    for name in (*people, "Wu Min") if locale != "en-US" else ():
        page.sit(named(workspace.store, name))
        page.speak(locale)
    page.page.reload()
    leading = Led(page, workspace, locale=locale)
    begin(page, story)
    return leading
