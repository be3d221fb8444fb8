"""Requests as Slack signs and sends them, made beforehand."""

import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

_numbers = itertools.count(1)

SECRET = "bench-signing-secret"
PATH = "/slack/events"


def submission(*, user: str, view: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends when a person submits a modal. `view` is as it was opened, with its state."""
    return {
        "type": "view_submission",
        "team": {"id": "T0BENCH", "domain": "bench"},
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": "T0BENCH"},
        "api_app_id": "A0BENCH",
        "token": "bench",
        "trigger_id": "12345.98765.abcd2358fdea",
        "view": {
            "id": f"V{user}",
            "team_id": "T0BENCH",
            "app_id": "A0BENCH",
            "app_installed_team_id": "T0BENCH",
            "bot_id": "B0BENCH",
            "hash": "1790000000.abcdef",
            "root_view_id": f"V{user}",
            "previous_view_id": None,
            "external_id": "",
            **view,
        },
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def click(*, user: str, action_id: str, value: str) -> dict[str, Any]:
    """What Slack sends when a person clicks a button of a message in a thread."""
    return {
        "type": "block_actions",
        "team": {"id": "T0BENCH", "domain": "bench"},
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": "T0BENCH"},
        "api_app_id": "A0BENCH",
        "token": "bench",
        "trigger_id": "12345.98765.abcd2358fdea",
        "container": {"type": "message", "message_ts": "1790000000.000100", "channel_id": "D0BENCH"},
        "channel": {"id": "D0BENCH", "name": "directmessage"},
        "message": {"ts": "1790000000.000100", "text": "A card"},
        "response_url": "https://hooks.slack.com/actions/T0BENCH/1/abc",
        "actions": [
            {"type": "button", "action_id": action_id, "value": value, "action_ts": "1790000001.000100"}
        ],
    }


def home_opened(*, user: str) -> dict[str, Any]:
    """What Slack sends when a person opens the app's Home tab; each time with another id."""
    return {
        "type": "event_callback",
        "team_id": "T0BENCH",
        "api_app_id": "A0BENCH",
        "token": "bench",
        "event_id": f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": "T0BENCH", "user_id": "U0STEWARD", "is_bot": True}],
        "event": {"type": "app_home_opened", "user": user, "channel": "D0BENCH", "tab": "home"},
    }


def signed(payload: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The body and the headers of a request, signed now: a server takes it for five minutes."""
    is_event = payload["type"] == "event_callback"
    said = json.dumps(payload, ensure_ascii=False)
    body = said if is_event else urlencode({"payload": said})
    stamp = str(int(time.time()))
    return body, {
        "Content-Type": "application/json" if is_event else "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or "",
    }


def sign(payload: dict[str, Any]) -> bytes:
    """The payload as a whole HTTP request."""
    body, headers = signed(payload)
    head = (
        f"POST {PATH} HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        "Accept: application/json,*/*\r\n"
        + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        + f"Content-Length: {len(body.encode())}\r\n"
        "\r\n"
    )
    return (head + body).encode()
