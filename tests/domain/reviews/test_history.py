"""Who reads what of a history: every event is said of, nothing secret is told before its time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person
from bot.domain.reviews.history import (
    EMPLOYEE_HEARS,
    Happened,
    Hears,
    HistoryPage,
    Subject,
    as_read_by,
    newest_first,
)
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import REVIEW, Event, State
from tests.builders.people import CHEN, LIU, WU
from tests.house.who_sees import review

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


def happened(event: Event | Side, state: State = State.SELF_SCORED, *, minutes: int = 0) -> Happened:
    return Happened(
        subject=Subject.LOOK if isinstance(event, Side) else Subject.REVIEW,
        row_id=1,
        about=review(state),
        period="2026Q4",
        event=event,
        by_id=7,
        at=NOON + timedelta(minutes=minutes),
        note="What was written",
    )


def test_of_every_event_it_is_said_when_the_employee_hears() -> None:
    assert set(EMPLOYEE_HEARS) == set(Event)


@pytest.mark.parametrize("state", list(State))
def test_nothing_of_the_result_is_told_before_it_is_released(state: State) -> None:
    released = REVIEW.stage(state).released
    for event in (Event.APPROVE, Event.CONFIRM, Event.SETTLE):
        assert (as_read_by(CHEN, happened(event, state)) is not None) is released
        assert as_read_by(LIU, happened(event, state)) is not None


@pytest.mark.parametrize("event", [each for each, when in EMPLOYEE_HEARS.items() if when is Hears.NEVER])
def test_what_is_said_in_confidence_is_never_told(event: Event) -> None:
    for state in State:
        assert as_read_by(CHEN, happened(event, state)) is None
        assert as_read_by(LIU, happened(event, state)) is not None
        assert as_read_by(WU, happened(event, state)) is None


@pytest.mark.parametrize(
    ("reader", "event", "state", "is_read"),
    [
        (CHEN, Event.SUBMIT, State.SELF_SCORED, True),
        (LIU, Event.SUBMIT, State.SELF_SCORED, True),
        (LIU, Event.SUBMIT, State.WITHDRAWN, False),
        (CHEN, Event.ASK_FOR_MORE, State.MORE_ASKED, True),
        (LIU, Event.SEND_BACK, State.SELF_SCORED, True),
        (CHEN, Event.DELEGATE, State.SELF_SCORED, False),
        (LIU, Event.DELEGATE, State.SELF_SCORED, True),
        (CHEN, Event.NOT_RATE, State.NOT_RATED, True),
    ],
)
def test_what_was_written_with_it_is_for_whom_it_was_written(
    reader: Person, event: Event, state: State, is_read: bool
) -> None:
    found = as_read_by(reader, happened(event, state))

    assert found is not None
    assert (found.note is not None) is is_read


def test_a_doubt_is_no_managers_while_somebody_else_decides() -> None:
    entry = happened(Event.SEND_BACK)
    assert entry.about is not None
    while_away = replace(entry, about=replace(entry.about, delegate_id=99))

    found = as_read_by(LIU, while_away)
    assert found is not None
    assert found.note is None


def test_the_employee_reads_every_look_and_the_manager_those_as_a_manager() -> None:
    for side in Side:
        assert as_read_by(CHEN, happened(side)) is not None
        assert (as_read_by(LIU, happened(side)) is not None) is (side is Side.MANAGER)


def test_the_newest_is_first_and_a_clock_that_goes_back_moves_nothing() -> None:
    first, second, third = (
        happened(Event.OPEN),
        happened(Event.SUBMIT, minutes=-600),
        happened(Event.APPROVE, minutes=5),
    )
    look = happened(Side.EMPLOYEE, minutes=2)

    assert newest_first([[first, second, third], [look]]) == [third, look, second, first]


def test_the_last_page_of_nothing_is_the_first() -> None:
    page = HistoryPage(reader=CHEN, about=CHEN, entries=(), by={}, total=0, page=0)

    assert [replace(page, total=total).last for total in (0, 1, 10, 11, 20)] == [0, 0, 0, 1, 1]
