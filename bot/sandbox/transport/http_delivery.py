"""Signed HTTP delivery to the app's request URL."""

import asyncio
import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as TransportTimeout

from bot.sandbox.state.app import Answer
from bot.sandbox.state.seed import Timing
from bot.sandbox.state.workspace import Json
from bot.sandbox.transport.delivery import Retry

AT_ONCE = 32
"""Payloads that may wait for their answers together, each in a thread."""

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature over the raw body. Source: slack.md, Acknowledging."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(kind: str, payload: Json) -> tuple[bytes, str]:
    """The raw body and its content type: events as JSON, interactivity in `payload=`, commands as a form."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


class HttpDelivery:
    """Posts payloads to one address."""

    def __init__(self, url: str, secret: str, timing: Timing) -> None:
        self._url = url
        self._secret = secret
        self._deadline = timing.ack_deadline
        self._client = urllib3.PoolManager(maxsize=AT_ONCE, timeout=timing.ack_deadline, retries=False)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="to-the-app")

    async def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Post one payload; the acknowledgement is a 2xx within the deadline."""
        body, content_type = encode(kind, payload)
        timestamp = str(int(time.time()))
        headers = {
            "content-type": content_type,
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._secret, timestamp, body),
        }
        if retry:
            headers |= {"x-slack-retry-num": str(retry.number), "x-slack-retry-reason": retry.reason}
        post = partial(self._client.request, "POST", self._url, body=body, headers=headers)
        try:
            async with asyncio.timeout(self._deadline):
                response = await asyncio.get_running_loop().run_in_executor(self._threads, post)
        except (TimeoutError, TransportTimeout):
            return Answer(False, reason="operation_timeout")
        except HTTPError:
            return Answer(False, reason="dispatch_failed")
        return read_answer(response)

    async def stop(self) -> None:
        """Close the client's connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._client.clear()


def read_answer(response: urllib3.BaseHTTPResponse) -> Answer:
    """The acknowledgement in a response: nothing, JSON, or (for commands) plain text."""
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    if response.status >= 300:
        reason = "http_service_error" if response.status >= 500 else "http_client_error"
        return Answer(False, reason=reason, no_retry=no_retry)
    if not response.data:
        return Answer(True)
    if "json" in response.headers.get("content-type", ""):
        try:
            payload = response.json()
        except ValueError:
            return Answer(False, reason="dispatch_unknown_error")
        return Answer(True, payload if isinstance(payload, dict) else None)
    return Answer(True, {"text": response.data.decode("utf-8", errors="replace")})
