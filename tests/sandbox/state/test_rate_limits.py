"""Rate limits as Slack puts them."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from bot.sandbox.state.rate_limits import POST_BURST, RateLimits
from tests.sandbox.conftest import client_of, seed


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
