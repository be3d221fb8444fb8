"""What "Why am I asked?" says, and the small forms beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.calendar import Calendar
from bot.domain.nudging.nudges import UrgentFacts
from bot.domain.nudging.planner import Quiet, Reason, Silence, Step
from bot.domain.nudging.rhythm import Rhythm, choice_of
from bot.domain.nudging.snooze import Offers
from bot.domain.nudging.why import LOOKED_BACK, Because, Earlier, WhyFacts
from bot.domain.obligations import Kind, Owed
from bot.domain.policy import Policy
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.nudging.rhythm_modal import RHYTHM, chosen_modal, rhythm_modal
from messages.nudging.snooze_modal import snooze_modal
from messages.nudging.urgent_card import urgent_card
from messages.nudging.why_modal import silence_lines, why_lines, why_modal
from tests.builders.people import CHEN
from tests.messages.nudging.test_nudge_card import LONG, owed
from tests.messages.reviews.test_approval_messages import plain, texts

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
ENGLISH = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)


def because(reason: Reason = Reason.WEEKLY, of: Owed | None = None) -> Because:
    return Because(
        owed=of or owed(since=NOW - timedelta(days=4)), reason=reason, said_before=date(2027, 1, 4)
    )


def facts(*said: Because, earlier: tuple[Earlier, ...] = (), told: int = 0) -> WhyFacts:
    return WhyFacts(
        person=CHEN,
        day=NOW.date(),
        because=said,
        told=told,
        earlier=earlier,
        rhythm=Rhythm(weekday=4, hour=16),
        a_week=3,
    )


def day(first: int, last: int, why: Quiet, until: date | None = None) -> Earlier:
    return Earlier(first=date(2027, 1, first), last=date(2027, 1, last), why=why, until=until)


def said(view: dict[str, Any]) -> str:
    return "\n".join(texts(view["blocks"]))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason.WEEKLY, "Friday is the day of your weekly reminder."),
        (Reason.DUE_TODAY, "It is due on Fri 8 Jan, that very day."),
        (Reason.DUE_NEXT, "It is due on Fri 8 Jan, and that was your last working day before."),
        (Reason.ASKED_FOR, "You asked to be reminded on Fri 8 Jan."),
        (Reason.UNSAID, "It had not been mentioned since Mon 4 Jan, for five of your working days."),
        (Reason.ALONG, "It came along with the rest: one message is better than several."),
    ],
)
def test_each_step_stands_as_in_the_reminder_with_since_when_and_why(reason: Reason, sentence: str) -> None:
    shown = said(why_modal(ENGLISH, facts(because(reason))))

    assert (
        "Score yourself for *2026 Q4* by Fri 8 Jan (about 8 min).\nYours since Mon 4 Jan. " + sentence
        in shown
    )


def test_why_not_earlier_is_told_day_by_day() -> None:
    earlier = (
        day(7, 7, Quiet.AWAY, date(2027, 1, 7)),
        day(5, 6, Quiet.NOT_YET),
        day(4, 4, Quiet.ALREADY),
    )

    shown = said(why_modal(ENGLISH, facts(because(), earlier=earlier)))

    assert (
        "Why not earlier:\n"
        "• Thu 7 Jan: you were away until Thu 7 Jan.\n"
        "• Tue 5 Jan to Wed 6 Jan: there was no need yet.\n"
        "• Mon 4 Jan: I had written already."
    ) in shown


def test_of_what_is_done_and_of_others_it_says_as_much() -> None:
    assert "Nothing of that reminder is waiting for you any more." in said(why_modal(ENGLISH, facts()))
    others = said(why_modal(ENGLISH, facts(told=2)))
    assert "2 steps of others did not move after repeated reminders" in others
    assert "Nothing of that reminder" not in others


def test_an_admin_reads_kinds_of_steps_and_no_names_of_others() -> None:
    lines = why_lines(ENGLISH, facts(because(of=owed(Kind.APPROVAL, who="Wu Min")), told=1))

    assert lines[0].startswith("an approval: Yours since ")
    assert "Wu Min" not in " ".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", list(Quiet))
def test_every_silence_has_its_words(language: str, why: Quiet) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)
    waits = Step(kind=Kind.REPLY, subject_id=1, since=NOW, opens_at=NOW, due_on=NOW.date())
    known = Silence(why=why, step=waits, until=NOW.date(), at=NOW)

    lines = silence_lines(words, [known])
    if why in (Quiet.AWAY, Quiet.OUTSIDE_HOURS):
        lines += silence_lines(words, [replace(known, until=None, at=None)])

    assert all(lines)
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_with_the_longest_input_it_stays_under_slacks_limits(language: str, reason: Reason) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)
    longest = facts(
        *(because(reason, owed(kind, who=LONG, subject_id=10**9)) for kind in Kind for _ in range(5)),
        earlier=tuple(
            day(1 + number, 1 + number, Quiet.AWAY, date(2027, 1, 30)) for number in range(LOOKED_BACK)
        ),
        told=40,
    )

    check_view(why_modal(words, longest), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("due", [None, date(2027, 1, 15)])
def test_the_forms_fit(language: str, due: date | None) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)
    latest = date(2027, 1, 15)
    offered = Offers(tomorrow=latest, next_week=latest, latest=latest, due=due)
    choice = choice_of(Rhythm(weekday=4, hour=16), calendar=Calendar("CN"), policy=Policy())

    for view in (
        snooze_modal(words, offered, day=NOW.date()),
        rhythm_modal(words, choice),
        chosen_modal(words, Rhythm(weekday=1, hour=9)),
    ):
        check_view(view, surface="modal")


def test_the_forms_say_what_is_possible() -> None:
    choice = choice_of(Rhythm(weekday=1, hour=9), calendar=Calendar("CN"), policy=Policy())

    assert "In the company it is Friday, 16:00." in str(rhythm_modal(ENGLISH, choice))
    assert "on Tuesday at 09:00 from now on" in str(chosen_modal(ENGLISH, Rhythm(weekday=1, hour=9)))
    assert RHYTHM in str(why_modal(ENGLISH, facts(because())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_wait_says_that_it_is_no_usual_reminder_until_it_is_done(language: str) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)
    step = owed(Kind.REQUEST, who=LONG, subject_id=214, due_at=NOW - timedelta(hours=1))
    waits = UrgentFacts(person=CHEN, owed=step, number=214)

    card, done = urgent_card(words, waits), urgent_card(words, replace(waits, owed=None))

    assert check_message_blocks(card.blocks)
    assert check_message_blocks(done.blocks)
    assert "#214" in card.text
    assert "#214" in done.text
    assert "accessory" not in str(done.blocks)
    if language == "en":
        assert "does not count as one of your reminders" in plain(card)
