"""Handing e-mail to a real server: in the open only here, over TLS, with a login, refused, put off."""

import ssl
import threading
from email.message import EmailMessage

import pytest
import trustme

from bot.mail.mailer import Mailer, MailLater, MailRefused
from bot.mail.server import MailServer
from tests.builders.mail_server import LOOPBACK, PASSWORD, USER, Mailbox, mail_server

HE = "he.jun@example.com"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secured(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(LOOPBACK).configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def server_at(mailbox: Mailbox, *, is_tls: bool = False, user: str = "", password: str = "") -> MailServer:
    return MailServer(host=LOOPBACK, port=mailbox.port, is_tls=is_tls, user=user, password=password)


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "steward@example.com", HE, "请求 #1"
    message.set_content("Say what you will do.\n请说说你会怎么做。\n")
    return message


def send(mailer: Mailer) -> None:
    mailer.send(letter(), to=HE, sender="steward@example.com")


def test_on_this_machine_it_is_taken_in_the_open_whole_and_in_chinese() -> None:
    with mail_server() as mailbox:
        send(Mailer(server_at(mailbox)))

    [arrived] = mailbox.arrived
    assert arrived["Subject"] == "请求 #1"
    assert "请说说你会怎么做。" in arrived.get_content()


@pytest.mark.parametrize("is_tls", [True, False])
def test_it_is_taken_over_tls_by_whoever_logs_in(
    secured: ssl.SSLContext, trusted: ssl.SSLContext, is_tls: bool
) -> None:
    with mail_server(secured=secured, is_tls=is_tls) as mailbox:
        right = server_at(mailbox, is_tls=is_tls, user=USER, password=PASSWORD)
        Mailer(right, trusted=trusted).check()
        send(Mailer(right, trusted=trusted))
        wrong = server_at(mailbox, is_tls=is_tls, user=USER, password="guess")
        with pytest.raises(MailRefused, match="login"):
            send(Mailer(wrong, trusted=trusted))

    assert len(mailbox.arrived) == 1


def test_a_certificate_that_nobody_vouches_for_gets_nothing(secured: ssl.SSLContext) -> None:
    with mail_server(secured=secured, is_tls=True) as mailbox, pytest.raises(MailRefused, match="no_tls"):
        send(Mailer(server_at(mailbox, is_tls=True)))

    assert mailbox.arrived == []


def test_a_password_never_goes_over_an_open_line() -> None:
    """Elsewhere than on this machine TLS is needed, whatever the server says."""
    with mail_server() as mailbox:
        elsewhere = MailServer(
            host="127.0.0.2", port=mailbox.port, is_tls=False, user=USER, password=PASSWORD
        )
        assert not elsewhere.may_be_plain


@pytest.mark.parametrize(
    ("answer", "failure", "reason"),
    [
        ("550 5.1.1 no such person", MailRefused, "550"),
        ("451 4.7.1 greylisted, come again", MailLater, "451"),
        ("421 busy", MailLater, "421"),
    ],
)
def test_what_a_server_answers_tells_never_from_later(
    answer: str, failure: type[Exception], reason: str
) -> None:
    with mail_server() as mailbox:
        mailbox.answers[HE] = [answer]
        with pytest.raises(failure, match=reason):
            send(Mailer(server_at(mailbox)))
        send(Mailer(server_at(mailbox)))

    assert len(mailbox.arrived) == 1


def test_a_server_that_is_silent_or_not_there_is_tried_later() -> None:
    with mail_server() as mailbox:
        mailbox.hangs = threading.Event()
        with pytest.raises(MailLater, match="timeout"):
            send(Mailer(server_at(mailbox), timeout=0.3))
        server = server_at(mailbox)

    with pytest.raises(MailLater, match="away"):
        send(Mailer(server))
