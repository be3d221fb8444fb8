"""The digest's order, and what was said about a check-in so far."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.history import Entry, Facts
from bot.domain.weeks.check_in import Answers, Outlook, SkipReason
from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.digest import Offer, Said, Told, arranged, said_in
from tests.builders.check_ins import MONDAY, WEEK, answers, check_in
from tests.builders.people import CHEN, LIU

ON_TRACK, AT_RISK, OFF = Outlook
TUESDAY = MONDAY + timedelta(days=1)


def told(name: str, said: Answers | None = None, state: State = State.ANSWERED, **rest: Any) -> Told:
    return Told(check_in=check_in(state, **rest), name=name, answers=said)


def test_blockers_come_first_then_what_is_off_then_what_is_at_risk_and_others_by_name() -> None:
    everybody = [
        told("Risk", answers(AT_RISK)),
        told("Fine", answers(ON_TRACK)),
        told("Helped", answers(ON_TRACK, helpers=(3,))),
        told("Off", answers(AT_RISK, OFF)),
        told("Also fine", answers(ON_TRACK)),
        told("Blocked", answers(ON_TRACK, blockers="No photos")),
        told("Away", state=State.SKIPPED, skipped_for=SkipReason.LEAVE),
        told("Silent", state=State.LAPSED),
        told("Open", state=State.OPEN),
    ]

    facts = arranged(LIU, WEEK, everybody)

    assert [each.name for each in facts.told] == ["Blocked", "Helped", "Off", "Risk"]
    assert facts.on_track == ("Also fine", "Fine")
    assert facts.skipped == (("Away", SkipReason.LEAVE),)
    assert (facts.silent, facts.waiting) == (("Silent",), ("Open",))
    assert (facts.total, facts.blocked) == (9, 2)


def test_an_answer_that_was_skipped_on_second_thought_needs_nobody() -> None:
    facts = arranged(LIU, WEEK, [told("Chen Jie", answers(OFF), State.SKIPPED)])

    assert facts.told == ()
    assert facts.skipped == (("Chen Jie", SkipReason.NOTHING_NEW),)


def entry(event: Event, number: int, by: int = LIU.id, **facts: Any) -> Entry[State, Event]:
    return Entry(
        number=number,
        event=event,
        from_state=State.ANSWERED,
        to_state=State.ANSWERED,
        by_id=by,
        at=MONDAY,
        note=None,
        facts=Facts(**facts),
    )


OFFERED = entry(Event.OFFER_TALK, 3, times=(TUESDAY,))


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], Said()),
        ([entry(Event.THANK, 2)], Said(thanked_at=MONDAY)),
        ([entry(Event.REPLY, 2)], Said(replied_at=MONDAY)),
        (
            [entry(Event.REPLY, 2), entry(Event.ANSWER_BACK, 3, CHEN.id)],
            Said(replied_at=MONDAY, answered_at=MONDAY),
        ),
        ([OFFERED], Said(offer=Offer(number=3, times=(TUESDAY,)))),
        (
            [OFFERED, entry(Event.ACCEPT_TALK, 4, CHEN.id, chosen=TUESDAY)],
            Said(offer=Offer(number=3, times=(TUESDAY,), chosen=TUESDAY)),
        ),
        (
            [OFFERED, entry(Event.DECLINE_TALK, 4, CHEN.id)],
            Said(offer=Offer(number=3, times=(TUESDAY,), is_declined=True)),
        ),
        (
            [OFFERED, entry(Event.OFFER_TALK, 4, times=(MONDAY,))],
            Said(offer=Offer(number=4, times=(MONDAY,))),
        ),
        # What another manager said before is theirs.
        ([entry(Event.THANK, 2, by=9), entry(Event.HAND_OVER, 3, by=9)], Said()),
    ],
)
def test_what_was_said_is_read_from_the_history(history: list[Entry[State, Event]], expected: Said) -> None:
    assert said_in(history, manager_id=LIU.id) == expected


def test_times_that_were_answered_are_open_no_more() -> None:
    assert Offer(number=1, times=(TUESDAY,)).is_open
    assert not Offer(number=1, times=(TUESDAY,), chosen=TUESDAY).is_open
    assert not Offer(number=1, times=(TUESDAY,), is_declined=True).is_open
