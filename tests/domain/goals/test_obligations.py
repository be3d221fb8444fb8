"""What goals want, and of whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import Calendar
from bot.domain.goals.obligations import Terms, implied
from bot.domain.goals.way import State
from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.people import Person
from tests.builders.agreement import DUE, goals_at
from tests.builders.goals import OPENED, TUESDAY
from tests.builders.people import CHEN, LIU

TERMS = Terms(period="2027Q1", due=DUE, announced_at=TUESDAY, agreement_days=3)
LATE = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
"""Monday 1 February, two weeks after goals were due."""


def of(
    state: State, *, since: datetime = OPENED, here: bool = True, terms: Terms = TERMS
) -> list[Obligation]:
    goals = goals_at(state, owed_since=since, is_here=here)
    return list(implied(goals, employee=CHEN, manager=LIU, terms=terms))


@pytest.mark.parametrize(
    ("state", "who", "kind", "other"),
    [
        (State.OPEN, CHEN, Kind.GOALS, LIU),
        (State.SENT, LIU, Kind.GOALS_AGREEMENT, CHEN),
        (State.ADJUSTED, CHEN, Kind.GOALS_ADJUSTED, LIU),
        (State.CHANGE_SENT, LIU, Kind.GOALS_AGREEMENT, CHEN),
        (State.CHANGE_ADJUSTED, CHEN, Kind.GOALS_ADJUSTED, LIU),
    ],
)
def test_goals_wait_for_one_person_at_a_time(state: State, who: Person, kind: Kind, other: Person) -> None:
    (owed,) = of(state)

    assert (owed.person_id, owed.kind, owed.other_id) == (who.id, kind, other.id)
    assert (owed.subject, owed.subject_id, owed.period) == (Subject.GOALS, 7, "2027Q1")
    assert (owed.since, owed.minutes, owed.lapses_on) == (OPENED, MINUTES[kind], None)


@pytest.mark.parametrize("state", [State.AGREED, State.WITHDRAWN])
def test_nothing_waits_of_what_is_agreed_or_taken_back(state: State) -> None:
    assert of(state) == []


@pytest.mark.parametrize("state", list(State))
def test_nobody_is_asked_about_somebody_who_has_left(state: State) -> None:
    assert of(state, here=False) == []


@pytest.mark.parametrize(
    ("state", "since", "opens_at"),
    [
        (State.OPEN, OPENED, TUESDAY),
        (State.OPEN, LATE, LATE),
        (State.SENT, OPENED, OPENED),
        (State.ADJUSTED, LATE, LATE),
    ],
)
def test_a_first_sheet_is_not_asked_for_before_it_was_announced(
    state: State, since: datetime, opens_at: datetime
) -> None:
    (owed,) = of(state, since=since)

    assert owed.opens_at == opens_at


@pytest.mark.parametrize(
    ("state", "since", "due_on"),
    [
        # All are due on the day of the period …
        (State.OPEN, OPENED, DUE),
        (State.SENT, OPENED, DUE),
        (State.ADJUSTED, OPENED, DUE),
        # … but whoever hears of it late has three working days: Wed 13 to Mon 18, Thu 14 to Tue 19.
        (State.OPEN, LATE, date(2027, 2, 4)),
        (State.SENT, datetime(2027, 1, 13, 2, 0, tzinfo=UTC), DUE),
        (State.SENT, datetime(2027, 1, 14, 2, 0, tzinfo=UTC), date(2027, 1, 19)),
        (State.CHANGE_SENT, LATE, date(2027, 2, 4)),
        (State.CHANGE_ADJUSTED, LATE, date(2027, 2, 4)),
        # By their own calendar: what comes in after midnight in Hangzhou came on Friday.
        (State.SENT, datetime(2027, 1, 14, 16, 0, tzinfo=UTC), date(2027, 1, 20)),
    ],
)
def test_whoever_hears_of_it_late_has_some_days_all_the_same(
    state: State, since: datetime, due_on: date
) -> None:
    (owed,) = of(state, since=since)

    assert owed.due_on == due_on


def test_days_are_counted_where_whoever_signs_works() -> None:
    """In China a week of New Year begins with the second of the three."""
    (abroad,) = implied(
        goals_at(State.CHANGE_SENT, owed_since=datetime(2027, 2, 4, 2, 0, tzinfo=UTC)),
        employee=CHEN,
        manager=replace(LIU, calendar=Calendar("DE")),
        terms=TERMS,
    )
    (at_home,) = of(State.CHANGE_SENT, since=datetime(2027, 2, 4, 2, 0, tzinfo=UTC))

    assert (abroad.due_on, at_home.due_on) == (date(2027, 2, 9), date(2027, 2, 15))
