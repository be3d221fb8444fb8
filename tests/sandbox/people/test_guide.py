"""The guide that the page shows: filled from outside, ticked when something has happened, told live."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bot.sandbox import APP, HOME, Guide, GuideStep, GuideStory, Jump, Sandbox
from tests.sandbox.conftest import client_of, seed

LATER = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
WORDS = {"en-US": "Say hello", "zh-CN": "打个招呼"}


class Book:
    """A guide of one story; what has happened is what a test says."""

    def __init__(self) -> None:
        self.done: set[str] = set()
        self.looks = 0

    def read(self, locale: str) -> Guide:
        def step(step_id: str, user: str, place: str, move: Jump | None = None) -> GuideStep:
            return GuideStep(id=step_id, what=WORDS[locale], why="", user=user, place=place, move=move)

        steps = (
            step("own", "U2", APP, Jump("later", "Later", LATER)),
            step("home", "U1", HOME),
            step("room", "U2", "C1"),
            step("who left", "U4", APP),
            step("nobody", "U9", APP),
            step("no room", "U1", "C9"),
            step("not a member", "U2", "C2"),
        )
        gone = GuideStory(id="gone", title="Gone", steps=(step("nobody", "U9", APP),))
        story = GuideStory(id="hello", title=WORDS[locale], steps=steps)
        return Guide(opening="Nothing leaves this machine.", stories=(story, gone))

    def happened(self) -> Collection[str]:
        self.looks += 1
        return self.done


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def guided(book: Book) -> Iterator[Sandbox]:
    with Sandbox(seed(), guide=book, rate_limits=False) as running:
        yield running


def guide_of(sandbox: Sandbox, user: str) -> dict:
    return sandbox.person(user).get("guide")


def steps_of(sandbox: Sandbox, user: str = "U2") -> dict[str, dict]:
    return {each["id"]: each for each in guide_of(sandbox, user)["stories"][0]["steps"]}


def page_of(sandbox: Sandbox, user: str) -> ClientConnection:
    return connect(f"{sandbox.url.replace('http', 'ws')}/client/{user}/stream", proxy=None)


def heard(page: ClientConnection, what: str, *, within: float) -> bool:
    """Whether the page is told so in time."""
    try:
        while what not in json.loads(page.recv(timeout=within))["changed"]:
            continue
    except (TimeoutError, ConnectionClosed):
        return False
    return True


def test_a_workspace_without_a_guide_says_so(sandbox):
    assert guide_of(sandbox, "U1") == {"opening": "", "stories": []}


def test_the_guide_is_in_the_readers_language(guided):
    assert [guide_of(guided, user)["stories"][0]["title"] for user in ("U1", "U2")] == [
        "打个招呼",
        "Say hello",
    ]


def test_a_step_says_whom_to_be_and_where_to_go(guided):
    steps = steps_of(guided)

    ann, ben = (guided.person(user) for user in ("U1", "U2"))
    assert (steps["own"]["user"], steps["own"]["channel"], steps["own"]["home"]) == ("U2", ben.app, False)
    assert steps["own"]["move"] == {"label": "Later", "to": LATER.isoformat()}
    assert (steps["home"]["channel"], steps["home"]["home"]) == (ann.app, True)
    assert (steps["room"]["channel"], steps["room"]["move"]) == ("C1", None)


def test_a_step_whose_person_or_place_is_not_there_is_left_out_and_so_is_a_story_of_such_steps(guided):
    assert list(steps_of(guided)) == ["own", "home", "room"]
    assert [each["id"] for each in guide_of(guided, "U2")["stories"]] == ["hello"]


def test_a_step_is_left_out_from_the_moment_its_person_or_place_goes(guided):
    guided.change_user("U1", deleted=True)
    guided.archive_channel("C1")

    assert list(steps_of(guided)) == ["own"]


def test_a_step_is_ticked_live_once_it_has_happened_and_not_by_looking(guided, book):
    assert not steps_of(guided)["own"]["done"]
    with page_of(guided, "U2") as page:
        guided.person("U1").say("C1", "hello")
        assert not heard(page, "guide", within=1.0)
        book.done.add("own")
        guided.person("U1").say("C1", "hello again")
        assert heard(page, "guide", within=2.0)

    assert steps_of(guided)["own"]["done"]


def test_much_that_happens_is_looked_at_once_and_nothing_while_no_page_is_open(guided, book):
    ann = guided.person("U1")
    ann.say("C1", "nobody is looking")
    assert book.looks == 0

    with page_of(guided, "U2") as page:
        for number in range(30):
            ann.say("C1", f"line {number}")
        assert heard(page, "conversations", within=1.0)
        assert not heard(page, "guide", within=1.2)

    assert 1 <= book.looks <= 4


def test_what_a_person_was_shown_and_has_read_can_be_asked(sandbox, client):
    ann = sandbox.person("U1")
    begun = datetime.fromtimestamp(sandbox.workspace.timestamps.seconds(), UTC)
    root = client.chat_postMessage(channel="C1", text="Who comes?")["ts"]
    assert not sandbox.has_read("U1", "C1", root, since=begun)

    client.chat_postMessage(channel="C1", text="Say so here", thread_ts=root)
    assert not sandbox.has_read("U1", "C1", root, since=begun)
    ann.read("C1", root)

    assert sandbox.has_read("U1", "C1", root, since=begun)
    assert not sandbox.has_read("U1", "C1", root, since=LATER.replace(year=2099))
    assert not sandbox.has_shown("U1", "home")
    client_of(sandbox).views_publish(user_id="U1", view={"type": "home", "blocks": []})
    assert sandbox.has_shown("U1", "home")
    assert not sandbox.has_shown("U1", "home", about="7")
    client_of(sandbox).views_publish(
        user_id="U2", view={"type": "home", "private_metadata": "7", "blocks": []}
    )
    assert sandbox.has_shown("U2", "home", about="7")
