"""What Bolt cannot read is handed on all the same, empty, for somebody to answer it."""

import json
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import BoltRequest

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


TEXTS = st.text() | st.text(alphabet='%=+&;7fF \r\n_{}"é文😀')


@given(typed=TEXTS)
def test_a_form_says_what_bolt_would_read_in_it(typed: str) -> None:
    said = json.dumps({"type": "view_submission", "typed": typed}, ensure_ascii=False)
    for body in (urlencode({"payload": said}), f"payload={quote(said)}", f"payload={quote_plus(said)}&a=b"):
        request = over_http(body, query={}, headers={"content-type": FORM})

        assert request.body == BoltRequest(body=body).body == {"type": "view_submission", "typed": typed}
        assert request.raw_body == body


@given(rest=st.text(alphabet="%=+&;7fF \r\n{}é"))
def test_a_form_that_was_not_encoded_well_is_read_as_bolt_reads_it(rest: str) -> None:
    body = f"payload={quote('{}')}{rest}"

    def read(make: Any) -> Any:
        try:
            return make().body
        except ValueError:
            return {}

    assert over_http(body, query={}, headers={"content-type": FORM}).body == read(
        lambda: BoltRequest(body=body)
    )
