"""Requests as Slack signs and sends them, made beforehand."""

import json
import time
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

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


def sign(payload: dict[str, Any]) -> bytes:
    """The payload as a whole HTTP request, signed now: a server takes it for five minutes."""
    body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)})
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    head = (
        f"POST {PATH} HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        "Accept: application/json,*/*\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: {signature}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "\r\n"
    )
    return (head + body).encode()
