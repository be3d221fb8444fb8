"""Home: right within two seconds after any change, whoever made it in whichever process."""

import time
from collections.abc import Iterator

import pytest

from bot.app import Steward
from bot.domain.reviews.way import State
from bot.local.seeding import BOT_TOKEN, SIGNING_SECRET
from bot.sandbox import Person as Keyboard
from bot.services.reviews.approval import approve
from bot.slack.client import web_client
from storage.engine import open_engine
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import handed_in, opened
from tests.scenarios.conftest import Workspace

RIGHT_WITHIN_SECONDS = 2.0


@pytest.fixture
def another(workspace: Workspace, database_url: str) -> Iterator[Steward]:
    """Steward once more, as another process has it: a database connection and a drawer of its own."""
    steward = Steward(
        store=Store(open_engine(database_url, keyring=workspace.local.store.keyring)),
        client=web_client(BOT_TOKEN, base_url=workspace.sandbox.api_url),
        clock=workspace.clock,
        policy=workspace.policy,
        signing_secret=SIGNING_SECRET,
    )
    yield steward
    steward.stop()


def shown(person: Keyboard) -> str:
    """What stands on somebody's Home, without their opening it anew."""
    return " ".join(str(block) for block in person.get("home")["view"]["blocks"])


def seconds_until(person: Keyboard, words: str) -> float:
    begun = time.monotonic()
    person.wait_until(lambda: words in shown(person), what=f"{words!r} on Home")
    return time.monotonic() - begun


def test_what_another_process_does_stands_on_every_open_home(workspace: Workspace, another: Steward) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=workspace.clock.now())
    chen, liu, hr = workspace.person("chen"), workspace.person("liu"), workspace.person("zhou")
    assert "now: Liu Yang approves" in chen.home().plain
    assert "One of them waits for something from you." in liu.home().plain
    assert "0 of 1 results released." in hr.home().plain
    with workspace.store.read() as unit:
        version = unit.reviews.look(review.review_id).version

    approve(
        acting(another.store, by=people.manager, now=workspace.clock.now()),
        review_id=review.review_id,
        version=version,
    )

    took = [
        seconds_until(chen, "now: second look"),
        seconds_until(liu, "Nothing is waiting for you."),
        seconds_until(hr, "Second look at the"),
    ]
    assert workspace.look(lambda unit: unit.reviews.look(review.review_id).state) is State.SCORED
    assert sum(took) < RIGHT_WITHIN_SECONDS


def test_the_tab_that_was_opened_last_is_open_the_next_time(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    home = liu.home()
    assert "report to you" in home.plain

    home.click("Open", near="report to you")
    liu.wait_until(lambda: "▾ Team" in shown(liu), what="the team's tab")

    assert "Chen Jie" in liu.home().plain
    liu.home().click("Overview")
    liu.wait_until(lambda: "report to you" in shown(liu), what="the overview")
