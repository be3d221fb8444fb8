"""By which channel somebody is reached next: one at a time, urgent by telephone first, refused at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.climb import Contact, Outcome, Rung, Waits, Week, next_rung

SINCE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WAITS = Waits(first=480, next=480)
C, M, P = Rung.CHAT, Rung.MAIL, Rung.PHONE


def tries(*rungs: Rung) -> list[Contact]:
    return [
        Contact(number=number, since=SINCE, rung=rung, outcome=Outcome.SENT, at=SINCE, person_id=12)
        for number, rung in enumerate(rungs, start=1)
    ]


def turn(
    done: Sequence[Contact], waited: int, *, is_urgent: bool = False, can_mail: bool = True
) -> Rung | None:
    return next_rung(done, waited, is_urgent=is_urgent, waits=WAITS, can_mail=can_mail)


@pytest.mark.parametrize(
    ("done", "rung"), [((), C), ((C,), M), ((C, M), P), ((C, M, P), P), ((C, M, P, P), P)]
)
def test_the_next_channel_comes_once_the_one_before_has_had_its_time(
    done: tuple[Rung, ...], rung: Rung
) -> None:
    assert turn(tries(*done), 479) is None
    assert turn(tries(*done), 480) is rung


@pytest.mark.parametrize(("done", "rung"), [((), P), ((P,), C), ((P, C), M), ((P, C, M), P)])
def test_what_is_urgent_begins_with_the_telephone(done: tuple[Rung, ...], rung: Rung) -> None:
    assert turn(tries(*done), 480, is_urgent=True) is rung


def test_without_a_mail_server_that_rung_is_passed_over() -> None:
    assert turn(tries(C), 480, can_mail=False) is P
    assert turn(tries(P, C), 480, is_urgent=True, can_mail=False) is P


def test_an_e_mail_that_is_refused_gives_way_at_once() -> None:
    chat, mail = tries(C, M)

    assert turn([chat, replace(mail, outcome=Outcome.REFUSED)], 0) is P


@pytest.mark.parametrize(("rung", "answer"), [(C, Outcome.OPENED), (P, Outcome.REACHED)])
def test_a_click_a_reply_or_a_talk_ends_it(rung: Rung, answer: Outcome) -> None:
    answered = replace(tries(rung)[0], outcome=answer)

    assert turn([answered], 480) is None
    assert turn([*tries(C, M), answered], 480) is None
    assert turn([*tries(P), answered], 480, is_urgent=True) is None


def test_who_was_not_reached_is_called_again() -> None:
    assert turn([replace(tries(P)[0], outcome=Outcome.NOT_REACHED)], 480) is P


@pytest.mark.parametrize(
    ("reminded", "climbed", "a_week", "has_room"),
    [
        ((), (), 3, True),
        ((), (23,), 3, True),
        ((), (23, 24), 3, False),  # the last one is the reminder's that says all
        ((23,), (24,), 3, True),
        ((23,), (23, 24), 3, True),  # one day is one message
        ((23, 24), (25,), 3, False),
        ((26,), (), 3, False),  # today
        ((), (26,), 3, False),
        ((), (), 1, False),
    ],
)
def test_the_weeks_messages_are_counted_by_day_and_one_is_left_to_the_reminder(
    reminded: tuple[int, ...], climbed: tuple[int, ...], a_week: int, has_room: bool
) -> None:
    days = [frozenset(date(2026, 11, each) for each in some) for some in (reminded, climbed)]
    week = Week(reminded=days[0], climbed=days[1])

    assert week.has_room(date(2026, 11, 26), a_week=a_week) is has_room
