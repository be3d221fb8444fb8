"""Whether what was handed over has arrived: all of it for the desk, only that it was opened in a channel."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import State
from messages.catalog import Words
from messages.intake.climb_line import tried_line
from tests.builders.intake import facts
from tests.builders.people import SUN
from tests.domain.intake.test_handover import FRIDAY_NOON, HANDED, HE

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=datetime(2026, 12, 1, 2, 0, tzinfo=UTC))


def contact(rung: Rung, outcome: Outcome, *, days: int) -> Contact:
    at = FRIDAY_NOON + timedelta(days=days)
    return Contact(number=days, since=FRIDAY_NOON, rung=rung, outcome=outcome, at=at, person_id=HE.id)


FACTS = HandoverFacts(
    handover=HANDED,
    request=facts(),
    assignee=HE,
    by=SUN,
    steps=(),
    contacts=(
        contact(Rung.CHAT, Outcome.OPENED, days=1),
        contact(Rung.CHAT, Outcome.SENT, days=3),
        contact(Rung.PHONE, Outcome.ASKED, days=4),
        contact(Rung.PHONE, Outcome.ASKED, days=5),
    ),
)


def test_the_desk_reads_each_channel_once() -> None:
    assert tried_line(WORDS, FACTS) == (
        "Handed over Fri 27 Nov 12:00 · opened Sat 28 Nov 12:00 · reminded Mon 30 Nov 12:00 · "
        "to be called since Tue 1 Dec 12:00"
    )


def test_in_a_channel_nobody_is_seen_to_be_chased() -> None:
    assert tried_line(WORDS, FACTS, in_channel=True) == (
        "Handed over Fri 27 Nov 12:00 · opened Sat 28 Nov 12:00"
    )


def test_once_it_is_understood_nothing_is_said_of_it() -> None:
    understood = replace(FACTS, handover=replace(HANDED, state=State.UNDERSTOOD))

    assert tried_line(WORDS, understood) is None
