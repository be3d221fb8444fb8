"""E-mails, as errands of the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.domain.policy import Policy
from bot.mail.mailer import Mailer, MailLater, MailRefused
from bot.services.acting import Acting
from bot.services.intake.climb import mail_was_refused, mail_was_taken
from messages.intake.handover_mail import Letter
from storage.unit import Store, Unit

PUT_OFF_FOR = timedelta(days=2)
"""For so long a server may say that it takes it later; then the next channel has its turn. Our choice."""
TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class HandoverEmail(Errand):
    """A letter to a developer about a hand-over, and which try to reach them it is. `asked_at`: since when it
    is to be sent; `at`: now.
    """

    to: str
    letter: Letter
    handover_id: int
    number: int
    at: datetime
    asked_at: datetime


class MailCarrier:
    """Hands letters to the mail server. The id of a message is made of its errand's mark: a second try
    after a doubtful one is known as the same message.
    """

    def __init__(self, mailer: Mailer, *, store: Store, policy: Policy, sender: str, reply_to: str) -> None:
        self._mailer = mailer
        self._store = store
        self._policy = policy
        self._sender = sender
        self._reply_to = reply_to

    def carry(self, errand: HandoverEmail) -> str:
        message_id = f"<{errand.mark}@{self._sender.rpartition('@')[2]}>"
        message = EmailMessage()
        message["From"], message["To"] = f"Steward <{self._sender}>", errand.to
        message["Subject"] = errand.letter.subject
        message["Date"], message["Message-ID"] = format_datetime(errand.at), message_id
        if self._reply_to:
            message["Reply-To"] = self._reply_to
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(errand.letter.text)
        message.add_alternative(errand.letter.html, subtype="html")
        try:
            self._mailer.send(message, to=errand.to, sender=self._sender)
        except MailLater as trouble:
            if errand.at - errand.asked_at > PUT_OFF_FOR:
                raise GivenUp(TOO_LONG) from None
            raise TryLater(trouble.reason) from None
        except MailRefused as trouble:
            raise GivenUp(trouble.reason) from None
        return message_id

    def carried(self, unit: Unit, errand: HandoverEmail, receipt: str, *, now: datetime) -> None:  # noqa: ARG002 - a carrier's
        mail_was_taken(unit, errand.handover_id, errand.number, message_id=receipt)

    def given_up(self, unit: Unit, errand: HandoverEmail, reason: str, *, now: datetime) -> None:
        acting = Acting(store=self._store, by=None, now=now, policy=self._policy)
        mail_was_refused(unit, errand.handover_id, errand.number, reason=reason, acting=acting)
