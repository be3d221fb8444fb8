"""What a request says of itself: its title, who spoke last, what is promised and whether that is over."""

from datetime import date, timedelta

import pytest

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Event, State
from tests.builders.intake import CHEN, MORNING, SUN, facts, step

ASKED = step(2, Event.ASK, SUN, text="On which page?")
REPLIED = step(3, Event.REPLY, CHEN, text="On the basket's.")
ACCEPTED = step(4, Event.ACCEPT, SUN, due_on=date(2026, 11, 27))


@pytest.mark.parametrize(
    ("happened", "title"),
    [
        ("The basket is empty.", "The basket is empty."),
        ("  The basket is empty.  \nAfter paying.", "The basket is empty."),
        ("", ""),
    ],
)
def test_its_title_is_the_first_line_of_what_happened(happened: str, title: str) -> None:
    assert facts(happened=happened).title == title


def test_before_the_desk_speaks_there_is_no_answer_to_look_at() -> None:
    request = facts(State.NEW)

    assert (request.answer, request.first_answer_took, request.desk_seen) == (None, None, 0)
    assert request.latest.event is Event.FILE


def test_the_answer_is_the_desks_last_word_and_the_latest_step_anybodys() -> None:
    request = facts(State.NEW, ASKED, REPLIED)

    assert request.answer == ASKED
    assert request.latest == REPLIED
    assert request.desk_seen == 2
    assert request.step(3) == REPLIED


def test_the_first_answer_is_what_the_requester_waited_for() -> None:
    assert facts(State.ACCEPTED, ASKED, REPLIED, ACCEPTED).first_answer_took == timedelta(minutes=25)


@pytest.mark.parametrize("state", list(State))
def test_it_is_closed_in_the_states_that_settle_it(state: State) -> None:
    settled = (
        State.ANSWERED,
        State.DECLINED,
        State.DONE,
        State.JOINED,
        State.LAPSED,
        State.CONFIRMED,
        State.UNCONFIRMED,
    )

    assert facts(state).is_closed is (state in settled)


def test_what_was_taken_back_is_no_answer_and_yet_was_done_at_the_desk() -> None:
    taken_back = step(3, Event.UNDO, SUN)

    request = facts(State.NEW, ASKED, taken_back)

    assert (request.answer, request.first_answer_took, request.desk_seen) == (None, None, 3)


@pytest.mark.parametrize(
    ("request_", "minutes"),
    [
        (facts(State.ACCEPTED, ACCEPTED), 5),
        (facts(State.ACCEPTED, ACCEPTED, REPLIED), None),
        (facts(State.ACCEPTED, ACCEPTED, is_latest_last=False), None),
        (facts(), None),
    ],
)
def test_the_last_thing_that_the_desk_did_can_be_taken_back(
    request_: RequestFacts, minutes: int | None
) -> None:
    until = request_.latest.at + timedelta(minutes=minutes) if minutes else None

    assert request_.undo_until == until


@pytest.mark.parametrize(
    ("state", "after", "late"),
    [
        (State.NEW, timedelta(hours=1), False),
        (State.NEW, timedelta(hours=1, seconds=1), True),
        (State.ASKED, timedelta(days=30), False),  # the requester's move: nothing is promised to them
        (State.ACCEPTED, timedelta(days=4, hours=13), False),  # Friday, all day in Hangzhou
        (State.ACCEPTED, timedelta(days=4, hours=14), True),  # Saturday at midnight
        (State.DONE, timedelta(days=30), False),
    ],
)
def test_it_is_late_once_the_hour_or_the_day_that_is_promised_is_over(
    state: State, after: timedelta, late: bool
) -> None:
    request = facts(state, ACCEPTED) if state is State.ACCEPTED else facts(state)

    assert request.is_late(MORNING + after, zone=SUN.zone) is late
