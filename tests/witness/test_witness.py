"""The head gets outside: to a file, and to a webhook that is who it says and where it may be."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme

from bot.domain.record.chain import Head
from bot.witness import witness
from bot.witness.witness import FileWitness, NotTold, WebhookWitness, is_public

HEAD = Head(number=12, hash="ab" * 32)
NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
NAME = "witness.example"


@contextmanager
def webhook(authority: trustme.CA, *, status: int = 200, name: str = NAME) -> Iterator[tuple[int, list[Any]]]:
    """One that answers with that status; its port, and what arrived."""
    arrived: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrived.append(
                (
                    self.path,
                    self.headers["Host"],
                    json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
                )
            )
            self.send_response(status)
            self.send_header("Location", "https://127.0.0.1/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port, arrived
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def leads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is one of this machine."""
    real = socket.getaddrinfo
    monkeypatch.setattr(
        witness.socket,
        "getaddrinfo",
        lambda host, *more, **named: real("127.0.0.1" if host == NAME else host, *more, **named),
    )


def told(authority: trustme.CA, port: int, *, allows_private: bool = True, host: str = NAME) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    url = f"https://{host}:{port}/record?key=1"
    WebhookWitness(url, allows_private=allows_private, trust=trust).tell(HEAD, at=NOON)


def test_a_file_gets_a_line_more_each_time(tmp_path: Path) -> None:
    path = tmp_path / "heads.txt"
    for _ in range(2):
        FileWitness(path).tell(HEAD, at=NOON)

    assert path.read_text() == f"2026-11-28T04:00:00Z {HEAD}\n" * 2
    with pytest.raises(NotTold, match="FileNotFoundError"):
        FileWitness(tmp_path / "no" / "heads.txt").tell(HEAD, at=NOON)


def test_a_webhook_gets_the_head(authority: trustme.CA) -> None:
    with webhook(authority) as (port, arrived):
        told(authority, port)

    said = {"at": "2026-11-28T04:00:00Z", "number": 12, "hash": HEAD.hash}
    assert arrived == [("/record?key=1", f"{NAME}:{port}", said)]


@pytest.mark.parametrize(
    ("status", "reason"), [(302, "status_302"), (403, "status_403"), (500, "status_500")]
)
def test_a_webhook_that_does_not_take_it_was_not_told(
    authority: trustme.CA, status: int, reason: str
) -> None:
    with webhook(authority, status=status) as (port, arrived):
        with pytest.raises(NotTold, match=reason):
            told(authority, port)
        assert len(arrived) == 1


def test_an_address_inside_of_the_network_is_not_called_unless_that_is_allowed(authority: trustme.CA) -> None:
    with webhook(authority) as (port, arrived):
        with pytest.raises(NotTold, match="private_address"):
            told(authority, port, allows_private=False)
        assert arrived == []


def test_whoever_has_no_certificate_of_that_name_is_told_nothing(authority: trustme.CA) -> None:
    with webhook(authority, name="somebody.example") as (port, arrived):
        with pytest.raises(NotTold, match="SSLError"):
            told(authority, port)
        assert arrived == []


def test_nobody_is_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotTold, match="Error"):
        WebhookWitness(f"https://127.0.0.1:{port}/", allows_private=True).tell(HEAD, at=NOON)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:1.1.1.1", True),
        ("2002:0a00:0001::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_what_counts_as_inside(address: str, public: bool) -> None:
    assert is_public(address) is public
