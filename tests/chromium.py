"""A real Chromium for tests: a conftest that wants it imports the fixtures `browser` and `open_page`."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}
HOW_TO_GET_IT = "No Chromium on this machine, so browser tests are skipped: apt-get install chromium"
PATIENCE_MS = 6000

OpenPage = Callable[..., Page]


def find_chromium() -> str | None:
    """Where this machine keeps its Chromium, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless; one a module, because Playwright holds the thread's event loop while it lives."""
    path = find_chromium()
    if path is None:
        pytest.skip(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a window of its own: `open_page(url, narrow=True, dark=True)`.

    Of its own, because Chromium slows down the tabs that lie behind another.

    Afterwards the test fails for an error in any page's console and for a request to anywhere but loopback.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        # A refused call and a stopped server show so; what the page makes of it is the test's matter.
        if message.type == "error" and not message.text.startswith(("Failed to load resource", "WebSocket")):
            problems.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            problems.append(f"fetched from outside: {request.url}")

    def window(narrow: bool, dark: bool) -> BrowserContext:
        return browser.new_context(
            viewport=NARROW if narrow else WIDE,
            color_scheme="dark" if dark else "light",
            has_touch=narrow,
            is_mobile=narrow,
        )

    def open_one(url: str, *, narrow: bool = False, dark: bool = False) -> Page:
        contexts.append(window(narrow, dark))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note_console)
        page.on("request", note_request)
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []
