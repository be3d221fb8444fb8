"""A real mail server on this machine, which takes, refuses, puts off or hangs as it is told."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "steward", "s3cret word"
LOOPBACK = "127.0.0.1"


@dataclass
class Mailbox:
    """What arrived. `answers`: by recipient, what the server says instead of taking it, one after the other.
    `hangs`: it is silent until that is set.
    """

    arrived: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    hangs: threading.Event | None = None
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        waiting = self.answers.get(address)
        if waiting:
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs is not None:
            await server.loop.run_in_executor(None, self.hangs.wait, 10)
        assert isinstance(envelope.content, bytes)
        self.arrived.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 taken"


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
) -> AuthResult:
    expected = (USER.encode(), PASSWORD.encode())
    is_right = isinstance(given, LoginPassword) and (given.login, given.password) == expected
    return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(*, secured: ssl.SSLContext | None = None, is_tls: bool = False) -> Iterator[Mailbox]:
    """One that runs until the end. `secured`: its certificate, for TLS from the first byte or STARTTLS."""
    mailbox = Mailbox(port=_free_port())
    more: dict[str, Any] = {"ssl_context": secured} if is_tls else {"tls_context": secured}
    controller = Controller(
        mailbox,
        hostname=LOOPBACK,
        port=mailbox.port,
        authenticator=_authenticate,
        auth_require_tls=not is_tls,
        **more,
    )
    controller.start()
    try:
        yield mailbox
    finally:
        if mailbox.hangs is not None:
            mailbox.hangs.set()
        controller.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        port: int = found.getsockname()[1]
        return port


def bounce_report(message_id: str, *, action: str = "failed", with_headers_alone: bool = False) -> bytes:
    """What a mail server writes of a message that came back, or (`delayed`) is late."""
    kind = "text/rfc822-headers" if with_headers_alone else "message/rfc822"
    lines = [
        "From: MAILER-DAEMON@mail.example.com",
        "To: steward@example.com",
        "Message-ID: <report-7@mail.example.com>",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="here"',
        "",
        "--here",
        "Content-Type: text/plain",
        "",
        "Your message could not be delivered.",
        "--here",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mail.example.com",
        "",
        "Final-Recipient: rfc822; he.jun@example.com",
        f"Action: {action}",
        "Status: 5.1.1",
        "--here",
        f"Content-Type: {kind}",
        "",
        f"Message-ID: {message_id}",
        "Subject: #1",
        "",
        "Please say in one line what you will do.",
        "--here--",
        "",
    ]
    return "\r\n".join(lines).encode()
