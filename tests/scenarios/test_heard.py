"""Every message that Slack sends is taken, whatever it is, and only people's new ones are acted on."""

from typing import Any

import pytest
from slack_bolt import BoltRequest

from tests.builders.intake import kinds
from tests.scenarios.conftest import Workspace

CHANGED = {
    "subtype": "message_changed",
    "message": {"type": "message", "user": "U0CHEN", "text": "<@U0HE> look", "ts": "1.1"},
    "previous_message": {"type": "message", "user": "U0CHEN", "text": "look", "ts": "1.1"},
}


@pytest.mark.parametrize(
    "event",
    [
        CHANGED,
        {**CHANGED, "channel_type": "im", "channel": "D0CHEN"},
        {"subtype": "message_deleted", "deleted_ts": "1.1", "previous_message": {"user": "U0CHEN"}},
        {"subtype": "channel_join", "user": "U0CHEN", "text": "<@U0CHEN> joined, <@U0HE>"},
        {"subtype": "bot_message", "bot_id": "B0OTHER", "text": "<@U0HE> the build is red"},
        {"user": "U0CHEN", "bot_id": "B0OTHER", "text": "<@U0HE> the build is red"},
        {"user": "U0STRANGER", "text": "hello"},
        {"user": "U0STRANGER", "text": "<@U0SUN> hello"},
        {"user": "U0STRANGER", "text": "<@U0HE> hello", "channel_type": "im", "channel": "D0STRANGER"},
        {"user": "U0STRANGER", "bot_id": "B0OTHER", "text": "<@U0HE> hello"},
        {"user": "USLACKBOT", "text": "<@U0HE> hello"},
        {"subtype": "tombstone"},
        {"user": "U0CHEN"},
    ],
)
def test_these_are_taken_in_silence(workspace: Workspace, event: dict[str, Any]) -> None:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": f"Ev{abs(hash(str(event)))}",
        "event": {
            "type": "message",
            "channel": "C0GENERAL",
            "channel_type": "channel",
            "ts": "9.9",
            "event_ts": "9.9",
            **event,
        },
    }

    response = workspace.steward.bolt.dispatch(BoltRequest(body=body, mode="socket_mode"))

    assert response.status == 200
    assert kinds(workspace.store) == []
