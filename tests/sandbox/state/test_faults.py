"""The faults that can be switched on."""

import time

import pytest
import urllib3
from slack_sdk.errors import SlackApiError
from urllib3.exceptions import ProtocolError

AUTHORISED = {"authorization": "Bearer xoxb-sandbox"}


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
