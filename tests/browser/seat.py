"""Somebody sitting at the page: what they look at, press and type, found as they would find it."""

import re
import time
from datetime import date
from pathlib import Path

import urllib3
from playwright.sync_api import Locator, Page, expect

from bot.domain.people import Person
from bot.local.seeding import locale, slack_id
from bot.local.workspace import LocalWorkspace
from bot.services.people.organisation import locales_told
from messages.catalog import Words

SHOTS = Path("test-results/browser")
JUMP_MS = 20_000
HEARD_SECONDS = 5.0


class Seat:
    """One tab, in which somebody sits; another may take the seat.

    Whoever is `guided` finds the guide open, as at the first time; the others have folded it away.
    Steward's own words are asked of the catalog (`words`), the page's own are found by their place,
    so that a story reads the same whoever's language it is played in.
    """

    def __init__(self, workspace: LocalWorkspace, page: Page, *, guided: bool = False) -> None:
        self.workspace = workspace
        self.page = page
        if not guided:
            page.add_init_script("""localStorage.setItem("sandbox.guide", '{"folded": true}')""")
        self.words = self._words("en-US", "UTC")

    def sit(self, person: Person, place: str = "") -> None:
        """Open the page as this person; `place` is a channel's id, else the page decides."""
        self.page.goto(f"{self.workspace.sandbox.url}/#/{slack_id(person)}/{place}".rstrip("/"))
        self.page.locator(".switcher").wait_for(state="attached")
        self._become(person)

    def switch_to(self, person: Person) -> None:
        """Let somebody else take the seat, with the button at the bottom left."""
        self.page.locator(".switcher").click()
        self.page.get_by_role("option").filter(has_text=person.name).first.click()
        self._become(person)
        self.page.locator(".switcher", has_text=person.name).wait_for()

    def speak(self, locale: str) -> None:
        """Let whoever sits here set their language in Slack, and wait until Steward knows it."""
        person = self._person
        address = f"{self.workspace.sandbox.url}/client/people/{slack_id(person)}"
        urllib3.request("POST", address, json={"locale": locale})
        deadline = time.monotonic() + HEARD_SECONDS
        while locales_told(self.workspace.store).get(person.id) != locale:
            assert time.monotonic() < deadline, "Steward did not hear of the language"
            time.sleep(0.05)
        self.words = self._words(locale, person.timezone)

    def say(self, text: str) -> None:
        """Write something below the newest message; the last pane that is open is meant."""
        box = self.page.locator(".composer__field:visible").last
        box.fill(text)
        box.press("Enter")

    def open_steward(self) -> None:
        """From the list of conversations, as on a phone, into the messages with Steward."""
        self.page.locator(".sidebar__entry", has_text="Steward").click()

    def open_thread(self, of: str) -> None:
        """Open the thread of the message with these words."""
        self.article(of).locator(".replies").click()
        expect(self.thread().get_by_role("article")).not_to_have_count(0)

    def thread(self) -> Locator:
        """The thread that is open."""
        return self.page.locator("aside")

    def article(self, containing: str) -> Locator:
        """The newest message on screen in which these words stand."""
        return self.page.get_by_role("article").filter(has_text=containing).last

    def button(self, label: str, **facts: object) -> Locator:
        """One of Steward's buttons, by its English label; the newest of them."""
        where = self.page.locator("main, aside, dialog[open]")
        return where.get_by_role("button", name=self.words.label(label, **facts), exact=True).last

    def press(self, label: str, **facts: object) -> None:
        """Press one of Steward's buttons."""
        self.button(label, **facts).click()

    def jump(self, label: str) -> None:
        """Move the clock, with the bar at the top."""
        clock = self.page.locator(".clock")
        clock.click()
        self.page.locator(".jump", has_text=label).click()
        expect(clock).to_have_attribute("aria-busy", "false", timeout=JUMP_MS)

    def form(self, containing: str = "") -> Locator:
        """The form on top, once it shows these words."""
        form = self.page.get_by_role("dialog").filter(has_text=containing).last
        form.wait_for()
        return form

    def fill(self, label: str, text: str) -> None:
        """Type into a field of the form on top."""
        self.page.get_by_role("dialog").get_by_role("textbox", name=label).last.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose what begins so from a list of the form on top."""
        self.page.get_by_role("dialog").get_by_role("combobox", name=label).last.click()
        beginning = re.compile(rf"^\s*{re.escape(option)}")
        self.page.get_by_role("option").filter(has_text=beginning).first.click()

    def tick(self, group: str, option: str) -> None:
        """Tick what begins so among radio buttons or boxes of the form on top."""
        top = self.page.get_by_role("dialog").last
        inside = top.get_by_role("radiogroup", name=group).or_(top.get_by_role("group", name=group))
        begins = re.compile(rf"^\s*{re.escape(option)}")
        inside.last.locator(".tick").filter(has_text=begins).locator("input").check()

    def pick_day(self, label: str, day: date) -> None:
        """Type a date into a field of the form on top."""
        field = self.page.get_by_role("dialog").get_by_label(label).last
        field.fill(day.isoformat())
        field.press("Tab")

    def submit(self) -> None:
        """Press the form's own button."""
        self.page.locator("dialog[open] button[type=submit]").last.click()

    def close(self) -> None:
        """Close the form with the cross."""
        self.page.locator("dialog[open] .dialog__head .icon-button").last.click()
        self.gone()

    def gone(self) -> None:
        """Wait until no form is open any more."""
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def shot(self, name: str) -> None:
        """Leave a picture of what is seen now."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")

    def _become(self, person: Person) -> None:
        self._person = person
        told = locales_told(self.workspace.store).get(person.id)
        self.words = self._words(told or locale(person), person.timezone)

    def _words(self, spoken: str, timezone: str) -> Words:
        return Words(locale=spoken, timezone=timezone, now=self.workspace.clock.now())
