"""Where pictures are taken: the example company's workspace, a browser, and seats of any size."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from bot.domain.policy import Policy
from bot.local.workspace import LocalWorkspace
from bot.opening import open_store
from tests.browser.example import example_workspace, named
from tests.browser.seat import Seat
from tests.chromium import FLAGS, HOW_TO_GET_IT, NARROW, WIDE, find_chromium

PICTURES, ELSEWHERE = Path("docs/pictures"), Path("test-results/pictures")
"""What a page of docs shows, and what is only looked at."""
PAGES = (Path("README.md"), *sorted(Path("docs").glob("*.md")))
SETTLED_SECONDS = 0.4


class Studio:
    """A workspace, a browser, and where the pictures go."""

    def __init__(self, workspace: LocalWorkspace, browser: Browser) -> None:
        self.workspace = workspace
        self.browser = browser

    def seat(
        self, name: str, place: str = "", *, size: ViewportSize | None = None, guided: bool = False
    ) -> Seat:
        """Somebody at a page of this size; narrow ones are phones."""
        is_phone = size == NARROW
        window = self.browser.new_context(viewport=size or WIDE, has_touch=is_phone, is_mobile=is_phone)
        seat = Seat(self.workspace, window.new_page(), guided=guided)
        seat.sit(named(self.workspace.store, name), place)
        return seat

    def take(self, seat: Seat, name: str, *, of: Locator | None = None) -> None:
        """One picture of all that is seen, or `of` a part, once everything that is due has arrived."""
        steward = self.workspace.steward
        assert steward is not None
        steward.settle(patience=5.0)
        time.sleep(SETTLED_SECONDS)
        seat.page.mouse.move(0, 0)
        self.keep(of or seat.page, name)

    def keep(self, seen: Page | Locator, name: str) -> None:
        """A picture of it as it stands there now."""
        is_shown = any(f"pictures/{name}.png" in page.read_text(encoding="utf-8") for page in PAGES)
        folder = PICTURES if is_shown else ELSEWHERE
        folder.mkdir(parents=True, exist_ok=True)
        seen.screenshot(path=folder / f"{name}.png", animations="disabled")


@contextmanager
def studio(*, locale: str = "en-US") -> Iterator[Studio]:
    """Everything running, for as long as pictures are taken; `locale`: of the channels, and of briefs."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(HOW_TO_GET_IT)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        policy = Policy(default_locale=locale)
        store = open_store(f"sqlite:///{folder}/pictures.db", policy=policy)
        workspace = example_workspace(store, policy=policy)
        workspace.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield Studio(workspace, browser)
        finally:
            browser.close()
            workspace.stop()
