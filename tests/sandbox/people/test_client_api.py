"""The client API that the page and the driver speak."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import urllib3
from websockets.sync.client import connect

from bot.sandbox import Jump, NotOnScreen, Sandbox, SeedChannel
from tests.sandbox.conftest import client_of, seed

START = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def jumps(self) -> Sequence[Jump]:
        return [Jump("friday", "Next Friday", self.at + timedelta(days=3))]

    def move_to(self, at: datetime) -> None:
        self.at = at


@pytest.fixture
def clocked() -> Iterator[Sandbox]:
    with Sandbox(seed(), clock=Clock(), rate_limits=False) as running:
        yield running


def test_boot_tells_who_one_is_and_what_the_app_offers(sandbox):
    boot = urllib3.request("GET", f"{sandbox.url}/client/U1/boot").json()

    assert (boot["me"]["real_name"], boot["me"]["locale"]) == ("Ann Lee", "zh-CN")
    assert boot["bot"] == {
        "user_id": sandbox.workspace.bot_user_id,
        "name": "helper",
        "app_name": "Helper",
        "has_home": True,
    }
    assert boot["commands"][0]["command"] == "/ask"
    assert [each["type"] for each in boot["shortcuts"]] == ["global", "message"]


def test_a_channel_that_nobody_is_in_yet_opens_with_the_bot_alone():
    quiet = replace(seed(), channels=(SeedChannel("C9", "quiet", ()),))

    with Sandbox(quiet) as running:
        assert running.workspace.channels["C9"].members == [running.workspace.bot_user_id]


def test_the_sidebar_shows_rooms_the_app_and_used_conversations_only(sandbox):
    ann = sandbox.person("U1")
    before = {each["id"]: each["kind"] for each in ann.conversations()}
    ann.say("U2", "hi")

    after = {each["peer"]: each["kind"] for each in ann.conversations()}
    assert before == {"C1": "channel", "C2": "channel", "C3": "private", ann.app: "app"}
    assert after["U2"] == "im"


def test_a_person_sees_no_private_room_of_others_and_writes_only_where_they_belong(sandbox):
    with pytest.raises(NotOnScreen, match="no such conversation"):
        sandbox.person("U1").channel("C4")
    with pytest.raises(NotOnScreen, match="You are not in #other"):
        sandbox.person("U2").say("C2", "x")


def test_somebody_who_was_deactivated_can_do_nothing(sandbox):
    with pytest.raises(NotOnScreen, match="deactivated"):
        sandbox.person("U4").say("C1", "x")


def test_without_a_clock_there_is_none(sandbox):
    assert urllib3.request("GET", f"{sandbox.url}/client/clock").status == 404


def test_the_clock_can_be_moved_by_name_and_by_time_and_messages_follow_it(clocked):
    shown = urllib3.request("GET", f"{clocked.url}/client/clock").json()
    first = clocked.person("U1").say("C1", "before")
    jumped = urllib3.request("POST", f"{clocked.url}/client/clock", json={"jump": "friday"}).json()
    second = clocked.person("U1").say("C1", "after")
    nowhere = urllib3.request("POST", f"{clocked.url}/client/clock", json={"jump": "never"})

    assert shown["now"] == START.isoformat()
    assert shown["jumps"][0]["label"] == "Next Friday"
    assert jumped["now"] == (START + timedelta(days=3)).isoformat()
    assert float(second.ts) - float(first.ts) == pytest.approx(3 * 86400, abs=1)
    assert nowhere.status == 400


def test_timestamps_stay_unique_while_the_clock_stands(clocked):
    stamps = {clocked.person("U1").say("C1", str(n)).ts for n in range(3)}

    assert len(stamps) == 3


def test_the_stream_says_what_to_fetch_again_and_to_whom(sandbox):
    with connect(f"{sandbox.url.replace('http', 'ws')}/client/U2/stream") as stream:
        sandbox.person("U1").say("C1", "hello")
        note = json.loads(stream.recv(timeout=2))
        client_of(sandbox).views_publish(user_id="U2", view={"type": "home", "blocks": []})
        home = json.loads(stream.recv(timeout=2))
        sandbox.change_user("U3", locale="de-DE")
        people = json.loads(stream.recv(timeout=2))

    assert note["changed"] == ["conversations", "channel:C1"]
    assert home["changed"] == ["home"]
    assert "people" in people["changed"]


def test_people_can_be_changed_from_the_page(sandbox):
    urllib3.request("POST", f"{sandbox.url}/client/people/U2", json={"locale": "zh-TW", "tz": "Asia/Taipei"})

    told = client_of(sandbox).users_info(user="U2", include_locale=True)["user"]
    assert (told["locale"], told["tz"]) == ("zh-TW", "Asia/Taipei")


def test_a_failing_wait_tells_what_was_on_screen(sandbox):
    client_of(sandbox).chat_postMessage(channel="U1", text="something else")

    with pytest.raises(NotOnScreen, match="something else"):
        sandbox.person("U1").wait_for_message(containing="the right thing", timeout=0.1)
    with pytest.raises(NotOnScreen, match="no modal is open"):
        sandbox.person("U1").wait_for_modal(title="Form", timeout=0.1)


def test_the_page_is_served(sandbox):
    assert urllib3.request("GET", sandbox.url).status == 200


def test_a_stopped_workspace_can_be_started_again():
    sandbox = Sandbox(seed())
    for _ in range(2):
        sandbox.start()
        assert sandbox.person("U1").dm() == []
        sandbox.stop()
