"""One HTTP call of a tracker, and what its answer means."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

from bot.trackers.tracker import TrackerFailed, Trouble

TIMEOUT_SECONDS = 10.0
"""For a connection, and for each answer: several calls fit into the minute for which a notice is leased."""
MOST_BYTES = 20_000_000
"""A hundred issues or comments of the greatest length."""
PAGE = 100
MOST_PAGES = 20
"""Under an issue with more comments than these, one of ours may not be found again."""
_TROUBLES = {
    401: Trouble.NO_ACCESS,
    403: Trouble.NO_ACCESS,
    404: Trouble.GONE,
    410: Trouble.GONE,
    429: Trouble.BUSY,
}


class Calls:
    """JSON over HTTP to one address, with the headers that let us in. Safe to use in threads."""

    def __init__(self, base: str, headers: Mapping[str, str], *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._base = base
        self._headers = {"User-Agent": "steward", "Accept": "application/json", **headers}
        # Nothing is tried twice here, and no redirect followed: the token goes to nobody else.
        self._pool = PoolManager(timeout=Timeout(connect=timeout, read=timeout), retries=Retry(False))

    def get(self, path: str, **fields: str) -> Any:
        return self._call("GET", path, fields=fields)

    def pages(self, path: str) -> Iterator[Any]:
        """What a list holds, as GitHub and GitLab page it."""
        for page in range(1, MOST_PAGES + 1):
            some = self.get(path, per_page=str(PAGE), page=str(page))
            yield from some
            if len(some) < PAGE:
                return

    def post(self, path: str, body: object) -> Any:
        return self._call("POST", path, body=body)

    def put(self, path: str, body: object) -> Any:
        return self._call("PUT", path, body=body)

    def patch(self, path: str, body: object) -> Any:
        return self._call("PATCH", path, body=body)

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path)

    def _call(
        self, method: str, path: str, *, body: object = None, fields: Mapping[str, str] | None = None
    ) -> Any:
        """The answer, read. Raises TrackerFailed."""
        sent = None if body is None else json.dumps(body).encode()
        headers = (
            dict(self._headers) if sent is None else {**self._headers, "Content-Type": "application/json"}
        )
        address = self._base + path + (f"?{urlencode(fields)}" if fields else "")
        try:
            answer = self._pool.urlopen(
                method, address, redirect=False, headers=headers, body=sent, preload_content=False
            )
            content = answer.read(MOST_BYTES, decode_content=True)
            answer.release_conn()
        except NewConnectionError:  # the library counts it among the time-outs, too
            raise TrackerFailed(Trouble.AWAY) from None
        except TimeoutError:
            raise TrackerFailed(Trouble.SLOW) from None
        except (HTTPError, OSError):
            raise TrackerFailed(Trouble.AWAY) from None
        if not 200 <= answer.status < 300:
            raise _failure(answer.status, answer.headers)
        try:
            return json.loads(content) if content else None
        except ValueError:
            raise TrackerFailed(Trouble.BROKEN) from None


def _failure(status: int, headers: Mapping[str, str]) -> TrackerFailed:
    wait = _seconds(headers.get("Retry-After"))
    if wait is not None and status in (403, 503):
        return TrackerFailed(Trouble.BUSY, seconds=wait)  # GitHub's second way of saying 429
    if status == 403 and headers.get("X-RateLimit-Remaining") == "0":
        return TrackerFailed(Trouble.BUSY)
    if status in _TROUBLES:
        return TrackerFailed(_TROUBLES[status], seconds=wait)
    return TrackerFailed(Trouble.BROKEN if status >= 500 else Trouble.NOT_TAKEN)


def _seconds(said: str | None) -> float | None:
    """`Retry-After` in seconds or as a date; a day at most, whatever it says."""
    if said is None:
        return None
    if said.strip().isdecimal():
        return float(min(int(said.strip()[:9]), 86_400))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), 86_400.0)


def sign(mark: str) -> str:
    """A mark as it stands, unseen, in Markdown."""
    return f"<!-- {mark} -->"


def moment(said: object) -> datetime:
    """A moment as trackers write it. Raises TrackerFailed where it is none."""
    try:
        found = datetime.fromisoformat(str(said).replace(" UTC", "+00:00"))
    except ValueError:
        raise TrackerFailed(Trouble.BROKEN) from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
