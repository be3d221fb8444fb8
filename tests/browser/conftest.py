"""The example company's workspace, and seats at its page."""

from collections.abc import Callable, Iterator

import pytest

from bot.local.workspace import LocalWorkspace
from storage.unit import Store
from tests.browser.example import example_workspace, named
from tests.browser.seat import Seat
from tests.chromium import OpenPage, browser, open_page

__all__ = ["browser", "open_page", "seat", "workspace"]

TakeSeat = Callable[..., Seat]


@pytest.fixture
def workspace(store: Store) -> Iterator[LocalWorkspace]:
    """Running, with Steward in it, on the last Wednesday of the quarter."""
    local = example_workspace(store)
    local.start()
    yield local
    local.stop()


@pytest.fixture
def seat(workspace: LocalWorkspace, open_page: OpenPage) -> TakeSeat:
    """Somebody sits down at the page: `seat("Chen Jie")`, `seat("Sun Li", "C0REQUESTS", narrow=True)`."""

    def taken(name: str, place: str = "", *, narrow: bool = False, guided: bool = False) -> Seat:
        one = Seat(workspace, open_page("about:blank", narrow=narrow), guided=guided)
        one.sit(named(workspace.store, name), place)
        return one

    return taken
