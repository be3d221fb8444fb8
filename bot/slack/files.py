"""What is in files: fetched from Slack, and put there."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.slack.calls import call
from bot.slack.connections import Received, TooLong
from bot.slack.errors import (
    FileElsewhere,
    FileGone,
    FileTooBig,
    FileUnseen,
    RateLimited,
    Rejected,
    Unreachable,
)
from bot.slack.kept import KeptWebClient

UPLOAD_SECONDS = 30.0
DOWNLOAD_SECONDS = 60.0
"""In all: a file that trickles in must not hold up the others."""

_ACCESS: Mapping[str, type[Rejected]] = {
    "access_denied": FileUnseen,
    "file_deleted": FileGone,
    "file_not_found": FileUnseen,
    "not_visible": FileUnseen,
    "template_not_visible": FileUnseen,
}
_MODES: Mapping[str, type[Rejected]] = {
    "external": FileElsewhere,
    "hidden_by_limit": FileUnseen,
    "tombstone": FileGone,
}
_HOMES = ("slack.com", "slack-gov.com")
_HTML = "text/html"


@dataclass(frozen=True, kw_only=True)
class Content:
    """A file as Slack has it now."""

    name: str
    mimetype: str
    content: bytes


def download(client: KeptWebClient, file_id: str, *, limit: int) -> Content:
    """What is in a file, `limit` bytes at most.

    Raises FileUnseen, FileGone, FileElsewhere, FileTooBig, which will stay so; RateLimited, Unreachable and
    Rejected as any call does.
    """
    file = _told_of(client, file_id)
    mimetype = str(file.get("mimetype") or "")
    _refuse(file, limit=limit)
    url = _address(client, file.get("url_private_download") or file.get("url_private"))
    received = _get(client, url, limit=limit)
    if received.headers.get_content_type() == _HTML and not mimetype.startswith(_HTML):
        raise FileUnseen("not_the_file")  # the page on which a browser is asked to sign in
    if not received.content:
        raise Unreachable("file_empty")  # Slack takes no empty files: it is not there yet
    return Content(name=str(file.get("name") or ""), mimetype=mimetype, content=received.content)


def upload(
    client: KeptWebClient,
    *,
    channel: str,
    name: str,
    content: bytes,
    comment: str = "",
    thread_ts: str | None = None,
) -> None:
    """Post a file in a conversation, with `comment` above it. Where it fails after its last step has begun,
    it may stand there all the same. Raises RateLimited, Unreachable, Rejected.
    """
    place = call(client.files_getUploadURLExternal, filename=name, length=len(content))
    _put(client, _address(client, place["upload_url"]), content)
    call(
        client.files_completeUploadExternal,
        files=[{"id": str(place["file_id"]), "title": name}],
        channel_id=channel,
        initial_comment=comment or None,
        thread_ts=thread_ts,
    )


def is_slacks(url: SplitResult, *, base_url: str) -> bool:
    """Whether an address is Slack's own, so that the token, or what somebody kept, may go there: where the
    Web API itself is called, or a host of Slack's over TLS.
    """
    base, host = urlsplit(base_url), url.hostname or ""
    if (url.scheme, host, url.port) == (base.scheme, base.hostname, base.port):
        return True
    is_known = any(host == home or host.endswith(f".{home}") for home in _HOMES)
    return is_known and url.scheme == "https" and url.port in (None, 443)


def _told_of(client: KeptWebClient, file_id: str) -> dict[str, Any]:
    try:
        return dict(call(client.files_info, file=file_id)["file"])
    except Rejected as refusal:
        known = _ACCESS.get(refusal.reason)
        raise (known(refusal.reason) if known else refusal) from None


def _refuse(file: Mapping[str, Any], *, limit: int) -> None:
    told = _MODES.get(str(file.get("mode"))) or _ACCESS.get(str(file.get("file_access")))
    if told is None and file.get("is_external"):
        told = FileElsewhere
    if told is not None:
        raise told("file_without_content")
    if int(file.get("size") or 0) > limit:
        raise FileTooBig("file_too_big")


def _address(client: KeptWebClient, url: Any) -> str:
    try:
        parts = urlsplit(str(url or ""))
        is_ours = is_slacks(parts, base_url=client.base_url)
    except ValueError:
        is_ours = False
    if not is_ours:
        raise FileUnseen("not_slacks_address")
    return str(url)


def _get(client: KeptWebClient, url: str, *, limit: int) -> Received:
    try:
        received = client.connections.get(
            url,
            headers={"Authorization": f"Bearer {client.token}"},
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            limit=limit,
            until=time.monotonic() + DOWNLOAD_SECONDS,
        )
    except TooLong:
        raise FileTooBig("file_too_big") from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    _look_at(received)
    return received


def _put(client: KeptWebClient, url: str, content: bytes) -> None:
    try:
        received = client.connections.post(
            url,
            body=content,
            headers={"Content-Type": "application/octet-stream"},
            timeout=UPLOAD_SECONDS,
            ssl=client.ssl,
            proxy=client.proxy,
        )
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    if received.status != 200:
        _look_at(received)
        raise Unreachable(f"http_{received.status}")


def _look_at(received: Received) -> None:
    """Raises where this is not what was asked for. A redirect leads to where a browser signs in."""
    status = received.status
    if status == 429:
        raise RateLimited(_seconds(received.headers.get("Retry-After")))
    if status >= 500:
        raise Unreachable(f"http_{status}")
    if status in (404, 410):
        raise FileGone(f"http_{status}")
    if status != 200:
        raise FileUnseen(f"http_{status}")


def _seconds(told: str | None) -> float:
    return float(told) if told and told.isascii() and told.isdecimal() else 1.0
