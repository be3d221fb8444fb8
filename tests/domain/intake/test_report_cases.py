"""What became of a request: whose time it took, how it was settled, what was taken back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.intake.report_cases import Case, How, Stepped, Told, cases
from bot.domain.intake.report_clock import DeskClock
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import FILED, REQUEST, Event, State
from bot.domain.working_hours import working

TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, ten in the morning at the desk, which closes at noon for an hour and a half."""
CLOCK = DeskClock(
    working(9, 18, ["12:00-13:30"]),
    zone=ZoneInfo("Asia/Shanghai"),
    calendar=Calendar("CN"),
    first=TEN,
    last=TEN + timedelta(days=14),
)


def case(*events: tuple[int, Event], kind: Kind = Kind.WRONG, until: int = 10_000) -> Case:
    """Of these events, each so many minutes after ten; what is taken back is the one before."""
    state, steps = FILED, []
    for number, (minute, event) in enumerate(events, start=2):
        before = steps[-1].from_state if event is Event.UNDO else REQUEST.after(state, event)
        at = TEN + timedelta(minutes=minute)
        steps.append(Stepped(1, number, event, state, before, at))
        state = before
    told = Told(1, 2, "Chengdu", "", kind, TEN, False)
    (found,) = cases([told], steps, CLOCK, until=TEN + timedelta(minutes=until))
    return found


def test_the_first_word_of_the_desk_is_its_answer_whatever_it_says() -> None:
    assert case((20, Event.ASK), (50, Event.REPLY), (60, Event.ACCEPT)).answer_minutes == 20
    assert case((150, Event.ACCEPT)).answer_minutes == 120
    assert case((5, Event.TAKE)).answer_minutes is None


def test_what_waits_for_the_requester_is_not_the_desks() -> None:
    found = case((20, Event.ASK), (80, Event.REPLY), (100, Event.ACCEPT), (110, Event.FINISH))

    assert (found.work_minutes, found.wait_minutes) == (50, 60)
    assert found.how is How.HELPED


def test_while_it_was_closed_before_it_was_reopened_it_was_nobodys() -> None:
    found = case((10, Event.ANSWER), (70, Event.REOPEN), (75, Event.DECLINE))

    assert (found.work_minutes, found.wait_minutes) == (15, 0)
    assert found.settled_at == TEN + timedelta(minutes=75)
    assert found.reopened_at == (TEN + timedelta(minutes=70),)


def test_a_step_that_was_taken_back_did_not_happen() -> None:
    found = case((10, Event.ANSWER), (12, Event.UNDO), (30, Event.ASK))

    assert (found.answer_minutes, found.settled_at) == (30, None)


@pytest.mark.parametrize(
    ("events", "kind", "how"),
    [
        ([(10, Event.ANSWER)], Kind.WRONG, How.MISTAKE),
        ([(10, Event.ANSWER)], Kind.QUESTION, How.HELPED),
        ([(10, Event.ACCEPT), (20, Event.FINISH)], Kind.WRONG, How.HELPED),
        ([(10, Event.DECLINE)], Kind.WRONG, How.HELPED),
        ([(10, Event.JOIN)], Kind.WRONG, How.DUPLICATE),
        ([(10, Event.ASK), (90, Event.LAPSE)], Kind.WRONG, How.LAPSED),
        ([(10, Event.ACCEPT)], Kind.WRONG, None),
        ([(10, Event.ANSWER), (20, Event.REOPEN)], Kind.WRONG, None),
        ([(10, Event.ANSWER), (20, Event.REPLY)], Kind.WRONG, How.MISTAKE),
    ],
)
def test_how_it_was_settled(events: list[tuple[int, Event]], kind: Kind, how: How | None) -> None:
    assert case(*events, kind=kind).how is how


def test_neither_duplicates_nor_what_lapsed_have_a_time_until_they_were_settled() -> None:
    for found in (case((10, Event.JOIN)), case((10, Event.ASK), (90, Event.LAPSE))):
        assert found.settled_at is not None
        assert (found.work_minutes, found.wait_minutes) == (None, None)


def test_what_came_later_does_not_change_how_it_stood() -> None:
    events = (10, Event.ANSWER), (70, Event.REOPEN)

    assert case(*events, until=70).how is How.MISTAKE
    assert case(*events, until=71).how is None
    assert State.ANSWERED in REQUEST.where(lambda stage: stage.closed)
