"""Connections that stay open between two calls, for everything that is said to Slack.

slack_sdk opens one for each call; over TLS that is two round trips and the reckoning of a handshake,
out of the three seconds that a trigger lives.
"""

import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from selectors import EVENT_READ, DefaultSelector
from ssl import SSLContext
from threading import Lock
from typing import Any
from urllib.error import URLError
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass
from weakref import finalize

KEEP_SECONDS = 30.0
"""Shorter than servers wait before they close what lies idle (60 s is common): so they seldom cross us."""

PIECE = 65_536
"""Bytes that are read at once of an answer that has a limit."""

PLACES = 32
"""How many are remembered: there are two or three, and a file may lie anywhere."""

KEEP_AT_MOST = 12
"""Idle ones for each place: the requests that run at once, delivery, and the jobs."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """A server's answer, read to its end."""

    status: int
    headers: Message
    content: bytes


class TooLong(Exception):
    """An answer is longer than what was asked for; the rest was not read."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Whom a connection leads to; two with equal fields may stand in for each other."""

    scheme: str
    host: str
    port: int | None
    proxy: SplitResult | None
    ssl: SSLContext | None

    def dial(self, timeout: float) -> HTTPConnection:
        """A connection that opens when it is first used; nothing has been sent."""
        door = (self.proxy.hostname or "", self.proxy.port) if self.proxy else (self.host, self.port)
        if self.scheme != "https":
            return HTTPConnection(*door, timeout=timeout)
        connection = HTTPSConnection(*door, timeout=timeout, context=self.ssl)
        if self.proxy:
            connection.set_tunnel(self.host, self.port, headers=_introduction(self.proxy))
        return connection

    def address(self, url: SplitResult) -> str:
        """What the request line names: a proxy that does not tunnel must be told the whole."""
        if self.proxy and self.scheme != "https":
            return urlunsplit(url._replace(path=url.path or "/", fragment=""))
        return urlunsplit(("", "", url.path or "/", url.query, ""))

    def headers(self) -> dict[str, str]:
        return _introduction(self.proxy) if self.proxy and self.scheme != "https" else {}


@dataclass(frozen=True)
class _Request:
    method: str
    url: str
    body: bytes | None
    headers: Mapping[str, str]
    timeout: float
    ssl: SSLContext | None
    proxy: str | None


@dataclass(frozen=True, kw_only=True)
class _Idle:
    connection: HTTPConnection
    since: float

    def is_good(self, keep_seconds: float) -> bool:
        """Whether it may be used again: a server that has hung up, or says something unasked, is heard."""
        sock = self.connection.sock
        if sock is None or time.monotonic() - self.since >= keep_seconds:
            return False
        with DefaultSelector() as selector:
            selector.register(sock, EVENT_READ)
            return not selector.select(0)


class Connections:
    """A bounded pool for any number of threads and places.

    A request is sent once. A kept connection is looked at before anything is sent, and replaced where the
    other side has closed it; what fails after that may have arrived, and is an error for the caller.
    What the environment says of proxies is read once for each place.
    """

    def __init__(self) -> None:
        self.keep_seconds = KEEP_SECONDS
        self.keep_at_most = KEEP_AT_MOST
        self._lock = Lock()
        self._idle: dict[_Place, deque[_Idle]] = {}
        self._closed = False
        self._place = lru_cache(maxsize=PLACES)(_place)
        finalize(self, _hang_up, self._idle)  # for whoever forgets `close`

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Connections":
        return self  # Bolt copies what it hands on; open connections are shared

    @property
    def idle(self) -> int:
        """How many connections lie open and unused."""
        with self._lock:
            return sum(len(kept) for kept in self._idle.values())

    def post(
        self,
        url: str,
        *,
        body: bytes | None,
        headers: Mapping[str, str],
        timeout: float,
        ssl: SSLContext | None,
        proxy: str | None,
    ) -> Received:
        """Send one request, once, and read the answer, whatever its status; redirects are not followed.

        `timeout` is in seconds, for each step. `proxy` is passed over for whom NO_PROXY names.
        Raises what urllib raises: URLError before the request is sent, OSError or HTTPException after.
        """
        return self._send(_Request("POST", url, body, headers, timeout, ssl, proxy), HTTPResponse.read)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout: float,
        ssl: SSLContext | None,
        proxy: str | None,
        limit: int,
        until: float,
    ) -> Received:
        """Fetch what stands there, whatever the status; redirects are not followed, for what `headers` hold
        is for nobody else.

        No more than `limit` bytes are read, and nothing after `until` (of time.monotonic). Raises TooLong,
        TimeoutError, and as `post`.
        """

        def read(response: HTTPResponse) -> bytes:
            return _read_at_most(response, limit=limit, until=until)

        return self._send(_Request("GET", url, None, headers, timeout, ssl, proxy), read)

    def _send(self, request: _Request, read: Callable[[HTTPResponse], bytes]) -> Received:
        parts = urlsplit(request.url)
        place = self._place(parts.scheme, parts.netloc, ssl=request.ssl, proxy=request.proxy)
        connection = self._kept(place, request.timeout) or place.dial(request.timeout)
        headers = {**request.headers, **place.headers()}
        try:
            try:
                connection.request(request.method, place.address(parts), request.body, headers)
            except OSError as trouble:
                raise URLError(trouble) from trouble
            response = connection.getresponse()
            content = read(response)
        except (OSError, HTTPException, TooLong):
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            self._keep(place, connection)
        return Received(status=response.status, headers=response.headers, content=content)

    def close(self) -> None:
        """Close what lies idle, and from now on each connection after its call."""
        with self._lock:
            self._closed = True
            _hang_up(self._idle)

    def _kept(self, place: _Place, timeout: float) -> HTTPConnection | None:
        """The connection that was used last, the others can grow old in peace; None where none is good."""
        while True:
            with self._lock:
                kept = self._idle.get(place)
                newest = kept.pop() if kept else None
            if newest is None:
                return None
            if newest.is_good(self.keep_seconds):
                newest.connection.timeout = timeout
                newest.connection.sock.settimeout(timeout)
                return newest.connection
            newest.connection.close()

    def _keep(self, place: _Place, connection: HTTPConnection) -> None:
        now = time.monotonic()
        with self._lock:
            kept = self._idle.setdefault(place, deque())
            kept.append(_Idle(connection=connection, since=now))
            surplus = [kept.pop()] if self._closed else []
            while kept and (len(kept) > self.keep_at_most or now - kept[0].since > self.keep_seconds):
                surplus.append(kept.popleft())
        for each in surplus:
            each.connection.close()


def _read_at_most(response: HTTPResponse, *, limit: int, until: float) -> bytes:
    announced = response.length
    if announced is not None and announced > limit:
        raise TooLong
    content = bytearray()
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > limit:
            raise TooLong
        if time.monotonic() > until:
            raise TimeoutError
    if announced is not None and len(content) < announced:
        raise IncompleteRead(bytes(content), announced - len(content))
    response.close()  # read piece by piece it does not know that it is over; the connection is free now
    return bytes(content)


def _hang_up(idle: dict[_Place, deque[_Idle]]) -> None:
    for kept in idle.values():
        for each in kept:
            each.connection.close()
    idle.clear()


def _place(scheme: str, netloc: str, *, ssl: SSLContext | None, proxy: str | None) -> _Place:
    address = urlsplit(f"//{netloc}")
    through = proxy or getproxies().get(scheme)
    if through and proxy_bypass(netloc.rpartition("@")[2]):
        through = None
    return _Place(
        scheme=scheme,
        host=address.hostname or "",
        port=address.port,
        proxy=urlsplit(through if "://" in through else f"http://{through}") if through else None,
        ssl=ssl if scheme == "https" else None,
    )


def _introduction(proxy: SplitResult) -> dict[str, str]:
    """Who we are to a proxy that wants to know."""
    if proxy.username is None:
        return {}
    known = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(known.encode()).decode('ascii')}"}
