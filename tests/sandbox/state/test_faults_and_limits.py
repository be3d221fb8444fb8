"""Rate limits as Slack puts them, and the faults that can be switched on."""

import time

import pytest
import urllib3
from slack_sdk.errors import SlackApiError
from urllib3.exceptions import ProtocolError

from bot.sandbox import Sandbox
from bot.sandbox.state.rate_limits import POST_BURST, RateLimits
from tests.sandbox.conftest import client_of, seed

AUTHORISED = {"authorization": "Bearer xoxb-sandbox"}


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize(("tier", "allowed"), [("tier2", 20), ("tier3", 50), ("tier4", 100)])
def test_a_tier_allows_so_many_calls_in_a_minute(tier, allowed):
    clock = Clock()
    limits = RateLimits(now=clock)

    taken = [limits.refusal("a.method", tier) for _ in range(allowed)]
    clock.at += 20

    assert taken == [None] * allowed
    assert limits.refusal("a.method", tier) == 40
    assert limits.refusal("another.method", tier) is None
    clock.at += 40
    assert limits.refusal("a.method", tier) is None


def test_a_channel_takes_a_short_burst_and_then_a_message_a_second():
    clock = Clock()
    limits = RateLimits(now=clock)

    burst = [limits.posting_refusal("C1") for _ in range(POST_BURST)]

    assert burst == [None] * POST_BURST
    assert limits.posting_refusal("C1") == 1
    assert limits.posting_refusal("C2") is None
    clock.at += 1
    assert limits.posting_refusal("C1") is None
    assert limits.posting_refusal("C1") == 1


def test_a_refused_call_is_http_429_with_retry_after():
    with Sandbox(seed()) as sandbox:
        client = client_of(sandbox)
        for _ in range(POST_BURST):
            client.chat_postMessage(channel="C1", text="x")

        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel="C1", text="x")

        assert (refused.value.response.status_code, refused.value.response["error"]) == (429, "ratelimited")
        assert int(refused.value.response.headers["Retry-After"]) >= 1
        assert len(sandbox.person("U1").channel("C1")) == POST_BURST


def test_the_next_calls_of_a_method_can_be_made_to_fail_unprocessed(sandbox, client):
    sandbox.faults.fail_next("chat.postMessage", 1, status=429, retry_after=7)
    sandbox.faults.fail_next("chat.postMessage", 1, status=503)

    for status in (429, 503):
        with pytest.raises(SlackApiError) as failed:
            client.chat_postMessage(channel="C1", text="x")
        assert failed.value.response.status_code == status

    client.chat_postMessage(channel="C1", text="x")
    assert [each.error for each in sandbox.calls] == ["ratelimited", "http_503", None]
    assert len(sandbox.person("U1").channel("C1")) == 1


def test_a_dropped_connection_leaves_the_caller_in_doubt_though_the_message_is_there(sandbox):
    sandbox.faults.drop_connections("chat.postMessage")

    with pytest.raises(ProtocolError):
        urllib3.request(
            "POST",
            sandbox.api_url + "chat.postMessage",
            headers=AUTHORISED,
            json={"channel": "C1", "text": "x"},
            retries=False,
        )

    assert [each.text for each in sandbox.person("U1").channel("C1")] == ["x"]


def test_everything_can_be_refused_until_it_is_cleared(sandbox, client):
    sandbox.faults.refuse_all = 500

    with pytest.raises(SlackApiError):
        client.auth_test()
    sandbox.faults.clear()

    assert client.auth_test()["ok"]


def test_answers_can_be_delayed(sandbox, client):
    sandbox.faults.latency_seconds = 0.2

    began = time.monotonic()
    client.auth_test()

    assert time.monotonic() - began >= 0.2


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
