"""Nobody answers what was handed over: chat, then a real e-mail, then the telephone; any answer ends it."""

import ssl
from collections.abc import Iterator
from datetime import timedelta

import pytest
import trustme

from bot.delivery.errands import Carriers
from bot.delivery.mail import HandoverEmail, MailCarrier
from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import Event
from bot.domain.policy import Policy
from bot.mail.mailer import Mailer
from bot.mail.server import MailServer
from bot.services.intake.advance import advance
from storage.models.people import PersonRow
from storage.unit import Store, Unit
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import filed
from tests.builders.mail_server import LOOPBACK, PASSWORD, USER, Mailbox, mail_server
from tests.scenarios.conftest import MONDAY, Workspace

PHONE = "+8613912345678"
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3, 4))
REMINDED, CALL = "and waits for your word", "has not said what will be done about #1"


@pytest.fixture
def policy() -> Policy:
    return Policy(can_mail=True)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def mailbox(authority: trustme.CA) -> Iterator[Mailbox]:
    secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(LOOPBACK).configure_cert(secured)
    with mail_server(secured=secured) as found:
        yield found


@pytest.fixture
def carriers(store: Store, policy: Policy, mailbox: Mailbox, authority: trustme.CA) -> Carriers:
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    server = MailServer(host=LOOPBACK, port=mailbox.port, is_tls=False, user=USER, password=PASSWORD)
    mailer = Mailer(server, trusted=trusted, timeout=1.0)
    carrier = MailCarrier(
        mailer, store=store, policy=policy, sender="steward@example.com", reply_to="desk@example.com"
    )
    return {HandoverEmail: carrier}


def hand_over(workspace: Workspace, *, urgency: Urgency = Urgency.TODAY) -> None:
    """Sun Li hands #1 to He Jun, whose telephone number is known."""
    store, people = workspace.store, workspace.company
    number = filed(store, people.employee, now=MONDAY, urgency=urgency)
    desk = acting(store, by=people.product_manager, now=MONDAY)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.developer.id).phone = PHONE
        advance(unit, unit.requests.get(number), Event.ACCEPT, desk)
    briefed(store, number, desk)
    handed_over(store, people, number)
    workspace.settle()


def tried(workspace: Workspace, mailbox: Mailbox) -> tuple[int, int, int]:
    """How often the developer was reminded in chat, was sent an e-mail, and was to be called."""
    reminders = [each for each in workspace.person("he").dm() if REMINDED in each.plain]
    calls = [each for each in workspace.person("sun").dm() if CALL in each.plain]
    return len(reminders), len(mailbox.arrived), len(calls)


def contacts(workspace: Workspace) -> list[tuple[Rung, Outcome]]:
    return [(each.rung, each.outcome) for each in workspace.look(_of_the_first)]


def _of_the_first(unit: Unit) -> list[Contact]:
    return list(unit.contacts.of(1))


def test_one_channel_a_working_day_until_somebody_spoke_with_them(
    workspace: Workspace, mailbox: Mailbox
) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    hand_over(workspace)
    mailbox.answers[workspace.colleague("he").email] = ["451 4.7.1 come again"]

    seen = []
    for at in (
        TUESDAY - timedelta(hours=12),  # at night
        TUESDAY + timedelta(minutes=10),
        WEDNESDAY - timedelta(minutes=10),
        WEDNESDAY + timedelta(minutes=20),
        THURSDAY + timedelta(minutes=30),
    ):
        if at.day != WEDNESDAY.day:
            workspace.sandbox.faults.fail_next("chat.postMessage", status=503)
        workspace.move_to(at)
        workspace.settle()
        seen.append(tried(workspace, mailbox))
    assert seen == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)]

    [letter] = mailbox.arrived
    assert letter["To"] == workspace.colleague("he").email
    assert "Cart loses items" in letter.get_body(("plain",)).get_content()

    call = sun.wait_for_message(containing=CALL)
    assert PHONE in call.plain
    assert "reminded Tue 24 Nov" in call.plain
    assert "e-mail Wed 25 Nov" in call.plain
    assert "to be called" not in call.plain
    call.click("Log the call…")
    form = sun.wait_for_modal(title="Log the call")
    assert PHONE in form.plain
    form.submit()
    assert form.is_open  # nothing is on record that nobody chose
    form.choose("Did you reach them?", "No, not reached")
    form.submit()
    assert not form.is_open
    workspace.move_to(FRIDAY + timedelta(minutes=40))
    assert tried(workspace, mailbox) == (1, 1, 2)

    sun.wait_for_message(containing=CALL).click("Log the call…")
    form = sun.wait_for_modal(title="Log the call")
    form.choose("Did you reach them?", "Yes, we spoke")
    form.fill("Who was it, and what was said?", "He Jun; he begins on Monday")
    form.submit()
    workspace.move_to(MONDAY + timedelta(days=7, hours=5))
    assert tried(workspace, mailbox) == (1, 1, 2)
    assert contacts(workspace)[-1] == (Rung.PHONE, Outcome.REACHED)
    assert not any(PHONE in each.plain for each in he.dm())
    assert workspace.parked() == []


@pytest.mark.parametrize("answer", ["click", "reply"])
def test_what_is_urgent_begins_with_the_telephone_and_any_answer_ends_it(
    workspace: Workspace, mailbox: Mailbox, answer: str
) -> None:
    he = workspace.person("he")
    hand_over(workspace, urgency=Urgency.NOW)

    workspace.move_to(MONDAY + timedelta(minutes=31))
    assert tried(workspace, mailbox) == (0, 0, 1)
    workspace.move_to(MONDAY + timedelta(minutes=100))
    assert tried(workspace, mailbox) == (1, 0, 1)

    if answer == "click":
        he.wait_for_message(containing=REMINDED).click("Read it…")
        he.wait_for_modal(title="Request #1").close()
    else:
        he.wait_for_message(containing="Cart loses items", where="C0DEVELOPERS").reply("On my way")
        workspace.wait_until(lambda: (Rung.CHAT, Outcome.OPENED) in contacts(workspace))
    workspace.move_to(TUESDAY + timedelta(hours=7))

    assert tried(workspace, mailbox) == (1, 0, 1)


def test_what_is_put_off_is_tried_again_and_a_refusal_gives_way_to_the_telephone(
    workspace: Workspace, mailbox: Mailbox
) -> None:
    sun, address = workspace.person("sun"), workspace.colleague("he").email
    hand_over(workspace)
    mailbox.answers[address] = ["451 4.3.2 later", "550 5.1.1 no such person"]
    workspace.move_to(TUESDAY + timedelta(minutes=10))
    workspace.move_to(WEDNESDAY + timedelta(minutes=20))

    told = sun.wait_for_message(containing=f"The e-mail to He Jun ({address}) about #1 was refused")
    assert "Log a call…" in told.buttons
    workspace.move_to(WEDNESDAY + timedelta(minutes=30))

    assert tried(workspace, mailbox) == (1, 0, 1)
    assert "e-mail refused Wed 25 Nov" in sun.wait_for_message(containing=CALL).plain
