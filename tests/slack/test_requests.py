"""What Bolt cannot read is handed on all the same, empty, for somebody to answer it."""

from typing import Any

import pytest

from bot.slack.requests import over_http, over_socket

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "payload", [{"user": 7}, {"authorizations": [7]}, {"response_urls": [7]}, None, [], 7]
)
def test_a_payload_that_bolt_stumbles_over_arrives_empty(payload: Any) -> None:
    assert over_socket(payload, headers=None).body == {}


def test_a_payload_that_bolt_reads_arrives_whole() -> None:
    request = over_socket({"type": "shortcut", "user": {"id": "U1"}}, headers={"x-slack-retry-num": "1"})

    assert request.body == {"type": "shortcut", "user": {"id": "U1"}}
    assert (request.context.user_id, request.headers["x-slack-retry-num"]) == ("U1", ["1"])


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"user": 7}', '{"a":' * 5000, "payload=7"])
def test_a_body_that_bolt_stumbles_over_keeps_the_words_that_were_signed(body: str) -> None:
    content_type = FORM if body.startswith("payload") else "application/json"

    request = over_http(body, query={}, headers={"content-type": content_type})

    assert (request.body, request.raw_body) == ({}, body)
