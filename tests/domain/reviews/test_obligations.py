"""What a review wants, and of whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.obligations import Kind, Obligation, Subject, is_asked_for
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.obligations import Terms, due_on, implied
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Due, State
from tests.builders import approval
from tests.builders.people import CHEN, SUN, someone

LIU = someone(7, "Liu Yang")
OPENED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 10:00 in Hangzhou; people hear of it on Tuesday at 10:00."""
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

CYCLE = approval.review().cycle
TERMS = Terms(
    cycle=CYCLE,
    announced_at=CHEN.calendar.next_opening(OPENED, zone=CHEN.zone, hour=10),
    minutes=8,
)
REVIEW = Review(
    id=1,
    cycle_id=CYCLE.id,
    employee_id=CHEN.id,
    manager_id=LIU.id,
    sheet_id=1,
    state=State.GOALS_AGREED,
    owed_since=OPENED,
    version=1,
)


def of(state: State) -> list[Obligation]:
    return list(implied(replace(REVIEW, state=state), TERMS))


def asked_of(state: State, person: Person, now: datetime = TUESDAY) -> Obligation | None:
    """What the review wants of this person now."""
    asked = [
        each
        for each in of(state)
        if each.person_id == person.id
        and is_asked_for(opens_at=each.opens_at, lapses_on=each.lapses_on, now=now, person=person)
    ]
    return asked[0] if asked else None


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
        (State.WITHDRAWN, CHEN, None, None),
        (State.WITHDRAWN, LIU, None, None),
        (State.GOALS_AGREED, SUN, None, None),
        (State.SELF_SCORED, SUN, None, None),
    ],
)
def test_a_review_waits_for_one_person_at_a_time(
    state: State, person: Person, kind: Kind | None, due_on: date | None
) -> None:
    owed = asked_of(state, person)

    assert (owed.kind if owed else None) is kind
    assert (owed.due_on if owed else None) == due_on


SHARED = {"subject": Subject.REVIEW, "subject_id": 1, "since": OPENED, "period": "2026Q4"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            State.GOALS_AGREED,
            [
                Obligation(
                    person_id=CHEN.id,
                    other_id=LIU.id,
                    kind=Kind.SELF_SCORE,
                    opens_at=TUESDAY,
                    due_on=date(2027, 1, 8),
                    lapses_on=date(2027, 1, 22),
                    minutes=8,
                    **SHARED,
                )
            ],
        ),
        (
            State.SELF_SCORED,
            [
                Obligation(
                    person_id=LIU.id,
                    other_id=CHEN.id,
                    kind=Kind.APPROVAL,
                    opens_at=OPENED,
                    due_on=date(2027, 1, 15),
                    minutes=5,
                    **SHARED,
                )
            ],
        ),
        (
            State.MORE_ASKED,
            [
                Obligation(
                    person_id=CHEN.id,
                    other_id=LIU.id,
                    kind=Kind.MORE_ASKED,
                    opens_at=OPENED,
                    due_on=date(2027, 1, 15),
                    minutes=4,
                    **SHARED,
                )
            ],
        ),
        (State.SCORED, []),  # Nobody is awaited.
        (State.CONFIRMED, []),
        (State.RELEASED, []),
        (State.WITHDRAWN, []),
    ],
)
def test_a_state_implies_its_step_whole(state: State, expected: list[Obligation]) -> None:
    assert of(state) == expected


@pytest.mark.parametrize("state", list(State))
def test_nobody_is_asked_about_somebody_who_has_left(state: State) -> None:
    assert list(implied(replace(REVIEW, state=state, is_here=False), TERMS)) == []


def test_nothing_is_owed_before_it_was_announced() -> None:
    before = datetime(2026, 11, 24, 1, 59, tzinfo=UTC)

    assert asked_of(State.GOALS_AGREED, CHEN, before) is None
    assert asked_of(State.GOALS_AGREED, CHEN, TUESDAY) is not None


def test_what_follows_the_self_score_is_owed_at_once() -> None:
    assert asked_of(State.SELF_SCORED, LIU, OPENED) is not None
    assert asked_of(State.MORE_ASKED, CHEN, OPENED) is not None


def test_nobody_is_asked_for_a_self_score_that_is_not_taken_any_more() -> None:
    last_day = datetime(2027, 1, 22, 15, 59, tzinfo=UTC)
    day_after = datetime(2027, 1, 22, 16, 0, tzinfo=UTC)

    assert asked_of(State.GOALS_AGREED, CHEN, last_day) is not None
    assert asked_of(State.GOALS_AGREED, CHEN, day_after) is None
    assert asked_of(State.MORE_ASKED, CHEN, day_after) is not None


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (Due.SELF_SCORE, date(2027, 1, 8)),
        (Due.APPROVAL, date(2027, 1, 15)),
        (Due.RELEASE, date(2027, 1, 29)),
        (None, date(2027, 1, 15)),
    ],
)
def test_the_day_that_binds_is_the_cycles(due: Due | None, day: date) -> None:
    assert due_on(due, CYCLE, Policy()) == day
