"""Threads as Slack hands them out: from a moment on, in pages, to whoever is in the channel."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from tests.sandbox.conftest import client_of, seed


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed(), rate_limits=False) as running:
        yield running


def test_a_thread_comes_in_pages_and_from_a_moment_on(sandbox: Sandbox) -> None:
    client: WebClient = client_of(sandbox)
    root = client.chat_postMessage(channel="C1", text="root")["ts"]
    for word in ("one", "two", "three", "four"):
        client.chat_postMessage(channel="C1", text=word, thread_ts=root)
    pages, cursor = [], ""
    while not pages or cursor:
        page = client.conversations_replies(channel="C1", ts=root, limit=2, cursor=cursor)
        pages.append([each["text"] for each in page["messages"]])
        assert page["has_more"] is bool(page.get("response_metadata", {}).get("next_cursor"))
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
    two = client.conversations_replies(channel="C1", ts=root)["messages"][2]["ts"]
    late = client.conversations_replies(channel="C1", ts=root, oldest=two)["messages"]
    with_it = client.conversations_replies(channel="C1", ts=root, oldest=two, inclusive=True)["messages"]

    assert pages == [["root", "one"], ["two", "three"], ["four"]]
    assert [each["text"] for each in late] == ["root", "three", "four"]
    assert [each["text"] for each in with_it] == ["root", "two", "three", "four"]
    for wrong in ({"cursor": "nonsense"}, {"oldest": "yesterday"}, {"ts": "1.0"}):
        with pytest.raises(SlackApiError, match=r"invalid_cursor|invalid_ts_oldest|thread_not_found"):
            client.conversations_replies(**{"channel": "C1", "ts": root, **wrong})
