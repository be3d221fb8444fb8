"""Which events Steward hears of what it did itself, and of what others did to it."""

from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult

from bot.slack.own_events import IgnoringOwnEvents

US = AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U0BOT", bot_id="B0BOT")


@pytest.mark.parametrize(
    ("event", "is_ours"),
    [
        ({"type": "message", "bot_id": "B0BOT"}, True),
        ({"type": "message", "subtype": "message_changed", "message": {"user": "U0BOT"}}, True),
        ({"type": "message", "subtype": "message_deleted", "previous_message": {"user": "U0BOT"}}, False),
        ({"type": "message", "subtype": "message_changed", "message": {"subtype": "tombstone"}}, False),
        ({"type": "member_joined_channel"}, False),
    ],
)
def test_what_somebody_deletes_of_ours_is_heard(event: dict[str, Any], is_ours: bool) -> None:
    found = IgnoringOwnEvents._is_self_event(US, "U0BOT", event.get("bot_id"), {"event": event})

    assert found is is_ours


def test_what_somebody_else_edits_is_heard() -> None:
    event = {"type": "message", "subtype": "message_changed", "message": {"user": "U0CHEN"}}

    assert not IgnoringOwnEvents._is_self_event(US, "U0CHEN", None, {"event": event})
