"""What happened in a thread, read from it: new words, edits, deletions, and nothing that bots say."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.listening import TakenUp, UnreadThread
from bot.slack.client import Slack
from bot.slack.unheard import unheard

THREAD = UnreadThread(
    id=1,
    channel="D1",
    ts="100.0",
    since=datetime.fromtimestamp(200, UTC),
    until=datetime.fromtimestamp(300, UTC),
)
PARENT = {"ts": "100.0", "bot_id": "B1", "text": "#1"}


class Conversation:
    """Answers conversations.replies with these pages, or with an error."""

    def __init__(self, *pages: Sequence[Mapping[str, Any]], error: str = "") -> None:
        self.pages, self.error = pages, error

    def conversations_replies(self, *, channel: str, ts: str, limit: int, cursor: str = "0") -> Any:
        assert (channel, ts, limit) == ("D1", "100.0", 200)
        if self.error:
            answer = type("Answer", (), {"data": {"error": self.error}, "status_code": 200, "headers": {}})
            raise SlackApiError("no", answer())
        number = int(cursor)
        more = {"response_metadata": {"next_cursor": str(number + 1)}} if self.pages[number + 1 :] else {}
        return {"messages": self.pages[number], **more}


def heard(conversation: Conversation, *taken_up: TakenUp) -> list[tuple[str, str, float]]:
    """(what, of which message, when), in order."""
    found = unheard(Slack(conversation), THREAD, taken_up)  # type: ignore[arg-type]
    return [
        (
            each.event.get("subtype") or each.event["text"],
            each.event.get("deleted_ts") or each.event.get("message", each.event)["ts"],
            each.at.timestamp(),
        )
        for each in found
    ]


def test_what_was_written_in_between_is_heard_in_order_over_all_pages() -> None:
    first = [PARENT, {"ts": "150.0", "text": "before"}, {"ts": "250.5", "text": "second"}]
    second = [{"ts": "220.0", "text": "first"}, {"ts": "260.0", "text": "ours", "bot_id": "B1"}]
    third = [{"ts": "301.0", "text": "after"}]

    assert heard(Conversation(first, second, third)) == [
        ("first", "220.0", 220.0),
        ("second", "250.5", 250.5),
    ]


def test_an_edit_of_then_is_heard_and_one_of_before_is_not() -> None:
    edited = {"ts": "150.0", "text": "now", "user": "U1", "edited": {"ts": "240.0", "user": "U1"}}
    earlier = {"ts": "151.0", "text": "then", "edited": {"ts": "160.0", "user": "U1"}}

    assert heard(Conversation([PARENT, edited, earlier])) == [("message_changed", "150.0", 240.0)]


def test_a_reply_that_is_gone_was_deleted_while_its_parent_stands() -> None:
    gone, there = TakenUp(ts="150.0", slack_id="U1"), TakenUp(ts="151.0", slack_id="U1")
    stands = {"ts": "151.0", "text": "there"}

    assert heard(Conversation([PARENT, stands]), gone, there) == [("message_deleted", "150.0", 300.0)]


def test_a_parent_that_is_gone_was_deleted_and_nothing_else_is_concluded() -> None:
    reply = TakenUp(ts="150.0", slack_id="U1")
    tombstone = {"ts": "100.0", "subtype": "tombstone"}

    assert heard(Conversation(error="thread_not_found"), reply) == [("message_deleted", "100.0", 300.0)]
    assert heard(Conversation([tombstone])) == [("message_deleted", "100.0", 300.0)]
