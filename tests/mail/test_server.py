"""The address of a mail server, as the settings name it."""

import pytest

from bot.mail.server import MailServer, is_mail_server, mail_server


def test_an_address_names_host_port_and_login() -> None:
    assert mail_server("smtps://he%40x:p%3Aw@mail.example.com") == MailServer(
        host="mail.example.com", port=465, is_tls=True, user="he@x", password="p:w"
    )
    assert mail_server("smtp://mail.example.com:2525").port == 2525
    assert not mail_server("smtp://mail.example.com").is_tls


@pytest.mark.parametrize(
    "address",
    ["", "mail.example.com", "http://x", "smtp://", "smtp://x:0", "smtp://x:y", "smtp://x/y", "smtp://x y"],
)
def test_what_is_none_is_known(address: str) -> None:
    assert not is_mail_server(address)
