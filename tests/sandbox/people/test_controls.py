"""The page's controls: its people, the bot's clock, faults."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import urllib3
from slack_sdk.errors import SlackApiError

from bot.sandbox import Jump, Sandbox
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


def test_people_can_be_changed_from_the_page(sandbox):
    urllib3.request("POST", f"{sandbox.url}/client/people/U2", json={"locale": "zh-TW", "tz": "Asia/Taipei"})

    told = client_of(sandbox).users_info(user="U2", include_locale=True)["user"]
    assert (told["locale"], told["tz"]) == ("zh-TW", "Asia/Taipei")


def test_the_page_switches_faults_too(sandbox, client):
    urllib3.request(
        "POST", f"{sandbox.url}/client/faults", json={"fail": {"method": "auth.test", "status": 500}}
    )
    shown = urllib3.request(
        "POST", f"{sandbox.url}/client/faults", json={"latency_ms": 10, "error_rate": 0.0}
    ).json()

    assert (shown["latency_ms"], shown["planned"][0]["method"]) == (10, "auth.test")
    with pytest.raises(SlackApiError):
        client.auth_test()
