"""What nobody answers goes out as an e-mail: once, whole, on record, or refused and told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.delivery.mail import HandoverEmail, MailCarrier
from bot.delivery.routes import ROUTES
from bot.delivery.worker import Delivery
from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.way import Event
from bot.domain.policy import Policy
from bot.mail.mailer import Mailer
from bot.mail.server import MailServer
from bot.services.intake.advance import advance
from bot.services.intake.climb import climb
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import filed
from tests.builders.mail_server import LOOPBACK, Mailbox, mail_server
from tests.delivery.conftest import NOW, Post

POLICY = Policy(can_mail=True)
SENDER = "steward@example.com"
DAYS = tuple(NOW + timedelta(days=days, hours=1) for days in (1, 2))


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def handover(post: Post) -> int:
    number = filed(post.store, post.people.employee, now=NOW)
    desk = acting(post.store, by=post.people.product_manager, now=NOW)
    with post.store.begin() as unit:
        advance(unit, unit.requests.get(number), Event.ACCEPT, desk)
    briefed(post.store, number, desk)
    return handed_over(post.store, post.people, number)


def live(post: Post, mailbox: Mailbox, at: datetime) -> None:
    """The job's heart beats, and what is due is sent."""
    server = MailServer(host=LOOPBACK, port=mailbox.port, is_tls=False, user="", password="")
    carrier = MailCarrier(
        Mailer(server), store=post.store, policy=POLICY, sender=SENDER, reply_to="desk@example.com"
    )
    climb(acting(post.store, by=None, now=at, policy=POLICY))
    delivery = Delivery(
        store=post.store,
        slack=post.slack,
        clock=FixedClock(at),
        policy=POLICY,
        routes=ROUTES,
        carriers={HandoverEmail: carrier},
    )
    delivery.drain(now=at)
    delivery.stop()


def mails(post: Post, handover: int) -> list[Contact]:
    with post.store.read() as unit:
        return [each for each in unit.contacts.of(handover) if each.rung is Rung.MAIL]


def test_it_arrives_whole_and_its_id_is_kept(post: Post, mailbox: Mailbox, handover: int) -> None:
    for at in DAYS:
        live(post, mailbox, at)
        live(post, mailbox, at)

    [letter] = mailbox.arrived
    text, html = (each.get_content() for each in letter.iter_parts())
    assert (letter["To"], letter["Reply-To"]) == (post.people.developer.email, "desk@example.com")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Please say in one line what you will do." in text
    assert "Cart loses items" in text
    assert "Headline</h3>" in html
    assert ">Cart loses items</p>" in html
    assert '<html lang="en">' in html
    [mail] = mails(post, handover)
    assert (mail.outcome, mail.message_id) == (Outcome.SENT, letter["Message-ID"])


def test_a_greylisted_one_comes_later_under_the_same_id(post: Post, mailbox: Mailbox, handover: int) -> None:
    mailbox.answers[post.people.developer.email] = ["451 4.7.1 come again"]

    for at in (*DAYS, DAYS[1] + timedelta(minutes=10)):
        live(post, mailbox, at)

    assert len(mailbox.arrived) == 1
    assert mails(post, handover)[0].outcome is Outcome.SENT


def test_a_refused_one_is_told_to_the_product_manager(post: Post, mailbox: Mailbox, handover: int) -> None:
    mailbox.answers[post.people.developer.email] = ["550 5.1.1 no such person"]

    for at in DAYS:
        live(post, mailbox, at)

    assert mailbox.arrived == []
    [mail] = mails(post, handover)
    assert (mail.outcome, mail.words) == (Outcome.REFUSED, "550")
    said = post.sandbox.person(str(post.people.product_manager.slack_id)).dm()
    assert any("was refused by the mail server (550)" in each.plain for each in said)


def test_what_a_server_puts_off_for_days_is_given_up_and_told(
    post: Post, mailbox: Mailbox, handover: int
) -> None:
    mailbox.answers[post.people.developer.email] = ["451 4.7.1 come again"] * 9

    for at in (*DAYS, DAYS[1] + timedelta(days=1), DAYS[1] + timedelta(days=2, minutes=10)):
        live(post, mailbox, at)

    [mail] = mails(post, handover)
    assert (mail.outcome, mail.words) == (Outcome.REFUSED, "too_long")
    said = post.sandbox.person(str(post.people.product_manager.slack_id)).dm()
    assert any("has put it off for two days" in each.plain for each in said)


def test_of_a_private_request_only_its_number_goes_out(post: Post, mailbox: Mailbox) -> None:
    number = filed(post.store, post.people.employee, now=NOW)
    desk = acting(post.store, by=post.people.product_manager, now=NOW)
    with post.store.begin() as unit:
        accepted = advance(unit, unit.requests.get(number), Event.ACCEPT, desk)
        advance(unit, replace(accepted, is_private=True), Event.HIDE, desk)
    briefed(post.store, number, desk)
    handed_over(post.store, post.people, number)

    for at in DAYS:
        live(post, mailbox, at)

    [letter] = mailbox.arrived
    text, html = (each.get_content() for each in letter.iter_parts())
    assert "The request is private" in text
    assert "Cart loses items" not in f"{letter['Subject']}{text}{html}"
