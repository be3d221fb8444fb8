"""A browser, and a small Bolt app behind the page."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Page
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox import Sandbox
from bot.slack.socket import dial, hang_up
from tests.chromium import OpenPage, browser, open_page
from tests.sandbox.page.desk import register_desk

__all__ = ["attended", "browser", "open_page", "see", "workspace"]

Attended = Callable[[Sandbox], AbstractContextManager[Sandbox]]
See = Callable[..., Page]


@contextmanager
def attend(sandbox: Sandbox) -> Iterator[Sandbox]:
    """The desk app, connected to a workspace through Socket Mode for as long as the block lasts."""
    app = App(client=WebClient("xoxb-sandbox", base_url=sandbox.api_url), process_before_response=True)
    register_desk(app)
    handler = dial(app, "xapp-sandbox")
    pause = threading.Event()
    while not sandbox.connections():
        pause.wait(0.01)
    yield sandbox
    hang_up(handler)


@pytest.fixture
def attended() -> Attended:
    """Puts the desk app into a workspace: `with attended(sandbox): …`."""
    return attend


@pytest.fixture
def workspace(sandbox: Sandbox) -> Iterator[Sandbox]:
    """A running workspace with the desk app in it."""
    with attend(sandbox):
        yield sandbox


@pytest.fixture
def see(workspace: Sandbox, open_page: OpenPage) -> See:
    """Opens the page as somebody, somewhere: `see("U2", "C1")`; else where the page itself goes."""

    def opened(user: str, place: str = "", **window: bool) -> Page:
        page = open_page(f"{workspace.url}/#/{user}/{place}".rstrip("/"), **window)
        page.get_by_role("navigation").get_by_role("button").first.wait_for(state="attached")
        return page

    return opened
