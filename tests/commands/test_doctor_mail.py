"""`steward doctor`, of the mail server: well, not there, not let in, nobody whom e-mails are from."""

import pytest
from pydantic import SecretStr

from bot.commands.doctor_mail import MEND, check_mail
from bot.settings import Settings
from tests.builders.mail_server import LOOPBACK, mail_server


def settings(port: int, *, sender: str = "steward@example.com", user: str = "") -> Settings:
    return Settings(steward_smtp_url=SecretStr(f"smtp://{user}{LOOPBACK}:{port}"), steward_mail_from=sender)


def test_without_a_mail_server_nothing_is_said() -> None:
    assert list(check_mail(Settings())) == []


def test_a_server_that_answers_is_well_and_gets_no_e_mail() -> None:
    with mail_server() as mailbox:
        [finding] = check_mail(settings(mailbox.port))

    assert finding.is_well
    assert mailbox.arrived == []


@pytest.mark.parametrize(("user", "reason"), [("he:guess@", "no_tls"), ("", "away")])
def test_what_is_wrong_is_named_with_what_to_do(user: str, reason: str) -> None:
    with mail_server() as mailbox:
        given = settings(mailbox.port, user=user)
        found = list(check_mail(given)) if user else []
    [finding] = found or check_mail(given)

    assert (finding.what, finding.mend) == (f"mail server: {reason}", MEND[reason])


def test_nobody_whom_they_are_from_is_named() -> None:
    [finding] = check_mail(settings(25, sender=""))

    assert "STEWARD_MAIL_FROM" in finding.what
