"""A mail server as the settings name it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtps": 465, "smtp": 587}
LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """`is_tls` from the first byte on; else STARTTLS is asked for, and needed but on this machine itself."""

    host: str
    port: int
    is_tls: bool
    user: str
    password: str

    @property
    def may_be_plain(self) -> bool:
        """Whether it may be spoken to without TLS: only where nothing leaves this machine."""
        return self.host in LOCAL


def mail_server(address: str) -> MailServer:
    """What `smtps://user:password@host:port` names; user and password percent-encoded. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ValueError("not the address of a mail server")
    if not address.isprintable() or " " in address or parts.port == 0:
        raise ValueError("not the address of a mail server")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        is_tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def is_mail_server(address: str) -> bool:
    """Whether that is one."""
    try:
        mail_server(address)
    except ValueError:
        return False
    return True
