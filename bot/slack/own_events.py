"""What Steward itself did in Slack, and is told of, is no news to it; what others did to it is."""

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware import IgnoringSelfEvents


class IgnoringOwnEvents(IgnoringSelfEvents):
    """Bolt's middleware, which takes a message of ours that somebody deleted for a doing of ours."""

    @classmethod
    def _is_self_event(
        cls, auth_result: AuthorizeResult, user_id: str | None, bot_id: str | None, body: dict[str, Any]
    ) -> bool:
        event = body.get("event") or {}
        # One that has replies is made a tombstone.
        is_tombstone = (event.get("message") or {}).get("subtype") == "tombstone"
        if event.get("subtype") == "message_deleted" or is_tombstone:
            return False
        return bool(super()._is_self_event(auth_result, user_id, bot_id, body))
