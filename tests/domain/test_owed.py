"""Whose turn it is, and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import (
    Kind,
    Owed,
    RequestStep,
    ReviewStep,
    request_owed,
    review_owed,
    soonest_first,
)
from bot.domain.people import Person
from bot.domain.reviews.way import State
from tests.builders.intake import CHEN, SUN, someone

LIU = someone(7, "Liu Yang")
OPENED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 10:00 in Hangzhou; people hear of it on Tuesday at 10:00."""
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

REVIEW = ReviewStep(
    review_id=1,
    cycle_id=1,
    kpis=2,
    state=State.GOALS_AGREED,
    employee_id=CHEN.id,
    employee="Chen Jie",
    manager_id=LIU.id,
    manager="Liu Yang",
    period="2026Q4",
    owed_since=OPENED,
    self_score_due=date(2027, 1, 8),
    self_score_closes=date(2027, 1, 22),
    approval_due=date(2027, 1, 15),
)
REQUEST = RequestStep(
    request_id=214,
    state=RequestState.NEW,
    requester_id=CHEN.id,
    requester="Chen Jie",
    owner_id=SUN.id,
    owner="Sun Li",
    answer_by=datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
    owed_since=TUESDAY,
    asked_at=None,
)


def of_review(state: State, person: Person, now: datetime = TUESDAY) -> Owed | None:
    step = replace(REVIEW, state=state)
    return review_owed(step, person, now=now, opening_hour=10, self_score_minutes=8)


def of_request(state: RequestState, person: Person) -> Owed | None:
    step = replace(REQUEST, state=state, asked_at=TUESDAY if state is RequestState.ASKED else None)
    return request_owed(step, person, reply_days=2)


@pytest.mark.parametrize(
    ("state", "person", "kind", "due_on"),
    [
        (State.GOALS_AGREED, CHEN, Kind.SELF_SCORE, date(2027, 1, 8)),
        (State.GOALS_AGREED, LIU, None, None),
        (State.SELF_SCORED, CHEN, None, None),
        (State.SELF_SCORED, LIU, Kind.APPROVAL, date(2027, 1, 15)),
        (State.MORE_ASKED, CHEN, Kind.MORE_ASKED, date(2027, 1, 15)),
        (State.MORE_ASKED, LIU, None, None),
        (State.SCORED, CHEN, None, None),
        (State.SCORED, LIU, None, None),
        (State.GOALS_AGREED, SUN, None, None),
        (State.SELF_SCORED, SUN, None, None),
    ],
)
def test_a_review_waits_for_one_person_at_a_time(
    state: State, person: Person, kind: Kind | None, due_on: date | None
) -> None:
    owed = of_review(state, person)

    assert (owed.kind if owed else None) is kind
    assert (owed.due_on if owed else None) == due_on


def test_nothing_is_owed_before_it_was_announced() -> None:
    before = datetime(2026, 11, 24, 1, 59, tzinfo=UTC)

    assert of_review(State.GOALS_AGREED, CHEN, before) is None
    assert of_review(State.GOALS_AGREED, CHEN, TUESDAY) is not None


def test_nobody_is_asked_for_a_self_score_that_is_not_taken_any_more() -> None:
    last_day = datetime(2027, 1, 22, 15, 59, tzinfo=UTC)
    day_after = datetime(2027, 1, 22, 16, 0, tzinfo=UTC)

    assert of_review(State.GOALS_AGREED, CHEN, last_day) is not None
    assert of_review(State.GOALS_AGREED, CHEN, day_after) is None
    assert of_review(State.MORE_ASKED, CHEN, day_after) is not None


@pytest.mark.parametrize(
    ("state", "person", "kind", "due_on"),
    [
        (RequestState.NEW, SUN, Kind.REQUEST, date(2026, 11, 24)),
        (RequestState.NEW, CHEN, None, None),
        (RequestState.ASKED, CHEN, Kind.REPLY, date(2026, 11, 26)),
        (RequestState.ASKED, SUN, None, None),
        (RequestState.ACCEPTED, SUN, None, None),
        (RequestState.ANSWERED, CHEN, None, None),
        (RequestState.DONE, CHEN, None, None),
    ],
)
def test_a_request_waits_for_the_desk_or_for_its_requester(
    state: RequestState, person: Person, kind: Kind | None, due_on: date | None
) -> None:
    owed = of_request(state, person)

    assert (owed.kind if owed else None) is kind
    assert (owed.due_on if owed else None) == due_on


def test_late_means_after_its_hour_or_else_after_its_day() -> None:
    answer, score = of_request(RequestState.NEW, SUN), of_review(State.GOALS_AGREED, CHEN)
    assert answer
    assert score

    assert not answer.is_late(datetime(2026, 11, 24, 7, 30, tzinfo=UTC), person=SUN)
    assert answer.is_late(datetime(2026, 11, 24, 7, 31, tzinfo=UTC), person=SUN)
    assert not score.is_late(datetime(2027, 1, 8, 15, 59, tzinfo=UTC), person=CHEN)
    assert score.is_late(datetime(2027, 1, 8, 16, 0, tzinfo=UTC), person=CHEN)


def test_the_soonest_comes_first_and_hours_before_whole_days() -> None:
    whole_day = Owed(
        kind=Kind.REPLY, subject_id=1, who="Sun Li", since=TUESDAY, due_on=date(2026, 11, 24), minutes=2
    )
    hour = of_request(RequestState.NEW, SUN)
    later = of_review(State.GOALS_AGREED, CHEN)
    assert hour
    assert later

    assert soonest_first([later, whole_day, hour]) == (hour, whole_day, later)
