"""`steward doctor`, of the mail server: whether it takes e-mail from Steward, with nothing sent."""

from collections.abc import Iterator

from bot.commands.finding import Finding
from bot.mail.mailer import Mailer, MailLater, MailRefused
from bot.mail.server import mail_server
from bot.settings import Settings

MEND = {
    "login": "It does not take user and password: copy them anew into STEWARD_SMTP_URL, percent-encoded.",
    "no_tls": "It offers no TLS that this machine trusts: use smtps:// and port 465, or a good certificate.",
    "timeout": "It does not answer in time: check the port, and whether a firewall is between.",
    "away": "Nothing answers there: check host and port in STEWARD_SMTP_URL.",
}
"""By Steward's own words for it; any other is a number of the server's."""


def check_mail(settings: Settings) -> Iterator[Finding]:
    """Nothing where no mail server is set: everything works without."""
    if settings.steward_smtp_url is None:
        return
    if not settings.steward_mail_from:
        yield Finding(
            is_well=False,
            what="STEWARD_MAIL_FROM is not set, so no e-mail is sent",
            mend="Set the address that e-mails are from, such as steward@your-company.com.",
        )
        return
    try:
        Mailer(mail_server(settings.steward_smtp_url.get_secret_value())).check()
    except (MailLater, MailRefused) as trouble:
        other = f"It answers {trouble.reason}: ask whoever runs it what that means there."
        yield Finding(
            is_well=False,
            what=f"mail server: {trouble.reason}",
            mend=MEND.get(trouble.reason, other),
        )
    else:
        yield Finding(is_well=True, what="mail server: it takes e-mail from Steward")
