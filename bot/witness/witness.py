"""Writing the head of the record to a file or to a webhook, so that a later forgery shows."""

import ipaddress
import json
import os
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from urllib3 import HTTPSConnectionPool, Retry, Timeout
from urllib3.exceptions import HTTPError

from bot.domain.record.chain import Head

TIMEOUT_SECONDS = 10.0
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Where IPv6 leads to any IPv4 address."""


class NotTold(Exception):
    """The head did not get there; `reason` is one word for a log, and holds no address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Witness(Protocol):
    """Somebody outside who is told the head once a day."""

    def tell(self, head: Head, *, at: datetime) -> None:
        """Raises NotTold."""


class FileWitness:
    """A file to which a line is added: the moment, and the head."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def tell(self, head: Head, *, at: datetime) -> None:
        line = f"{_moment(at)} {head}\n"
        try:
            place = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            with os.fdopen(place, "ab") as file:
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotTold(type(error).__name__) from None


class WebhookWitness:
    """An https address that takes a POST of JSON. It is reached where its name leads to when it is asked: an
    address inside of the company's network is refused unless that is allowed, and no redirect is followed.
    """

    def __init__(self, url: str, *, allows_private: bool, trust: ssl.SSLContext | None = None) -> None:
        """`trust`: whose certificates count; None: those that the system trusts."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 443
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._allows_private = allows_private
        self._trust = trust or ssl.create_default_context()

    def tell(self, head: Head, *, at: datetime) -> None:
        body = json.dumps({"at": _moment(at), "number": head.number, "hash": head.hash}).encode()
        headers = {
            "Host": self._host if self._port == 443 else f"{self._host}:{self._port}",
            "Content-Type": "application/json",
            "User-Agent": "steward",
        }
        status = self._post(body, headers, to=self._address())
        if not 200 <= status < 300:
            raise NotTold(f"status_{status}")

    def _post(self, body: bytes, headers: Mapping[str, str], *, to: str) -> int:
        # The address that was looked at is called: a moment later the name could lead elsewhere.
        with HTTPSConnectionPool(
            to,
            self._port,
            timeout=Timeout(connect=TIMEOUT_SECONDS, read=TIMEOUT_SECONDS),
            retries=Retry(False),
            ssl_context=self._trust,
            server_hostname=self._host,
            assert_hostname=self._host,
        ) as pool:
            try:
                answer = pool.urlopen(
                    "POST", self._path, body=body, headers=headers, redirect=False, preload_content=False
                )
                answer.close()
            except (HTTPError, OSError) as error:
                raise NotTold(type(error).__name__) from None
        return answer.status

    def _address(self) -> str:
        try:
            found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except OSError:
            raise NotTold("unknown_host") from None
        addresses = [str(each[4][0]) for each in found]
        if not self._allows_private and not all(map(is_public, addresses)):
            raise NotTold("private_address")
        return addresses[0]


def is_public(address: str) -> bool:
    """Whether anybody on the internet could be reached there."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            ip = inner
        elif ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
