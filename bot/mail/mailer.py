"""Handing one e-mail to the server, with TLS and authentication."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage

from bot.mail.server import MailServer

TIMEOUT_SECONDS = 6.0
"""For each answer of the server: the eight or so of a letter stay within the minute of its lease."""
_PERMANENT = 500


class MailLater(Exception):
    """The server is away, busy, slow, or asks to come again. `reason`: "timeout", "away", or its number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailRefused(Exception):
    """The server does not take it: `reason` as above, or "no_tls", "login"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Mailer:
    """Speaks to one server; a connection for each message, closed after. Safe to use in threads."""

    def __init__(
        self,
        server: MailServer,
        *,
        trusted: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._server = server
        self._trusted = trusted or ssl.create_default_context()
        self._timeout = timeout

    def send(self, message: EmailMessage, *, to: str, sender: str) -> None:
        """Hand it over for one recipient. Raises MailLater, MailRefused."""
        with self._speaking() as server:
            refused: Mapping[str, tuple[int, bytes]] = server.send_message(
                message, from_addr=sender, to_addrs=[to]
            )
        for code, _ in refused.values():
            raise _refusal(code)

    def check(self) -> None:
        """Reach the server and log in, and send nothing. Raises MailLater, MailRefused."""
        with self._speaking() as server:
            server.noop()

    @contextmanager
    def _speaking(self) -> Iterator[smtplib.SMTP]:
        try:
            with self._connect() as server:
                self._secure(server)
                if self._server.user:
                    server.login(self._server.user, self._server.password)
                yield server
        except smtplib.SMTPAuthenticationError as error:
            raise _refusal(error.smtp_code, instead="login") from None
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(next(code for code, _ in error.recipients.values())) from None
        except smtplib.SMTPServerDisconnected as error:
            # The library says of a silence, too, that the line was closed.
            is_silent = isinstance(error.__context__, TimeoutError)
            raise MailLater("timeout" if is_silent else "away") from None
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise MailRefused("no_tls" if not self._server.is_tls else "login") from None
        except ssl.SSLError:
            raise MailRefused("no_tls") from None
        except TimeoutError:
            raise MailLater("timeout") from None
        except OSError:
            raise MailLater("away") from None

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.is_tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=self._trusted)
        return smtplib.SMTP(server.host, server.port, timeout=self._timeout)

    def _secure(self, server: smtplib.SMTP) -> None:
        """STARTTLS, where it is not spoken already: a password never goes over an open line."""
        if self._server.is_tls:
            return
        server.ehlo()
        if not server.has_extn("starttls") and self._server.may_be_plain:
            return
        server.starttls(context=self._trusted)
        server.ehlo()


def _refusal(code: int, *, instead: str = "") -> MailLater | MailRefused:
    """4xx: come again later, as greylisting does; 5xx: never."""
    return MailRefused(instead or str(code)) if code >= _PERMANENT else MailLater(str(code))
