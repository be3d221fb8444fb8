"""What follows from each event of a form: first the cards that are stale, then what is said."""

import pytest

from bot.domain.goals.job_form_follows import FOLLOWS, FormMoved
from bot.domain.goals.job_form_notices import BelowMark, FormChangeAsked
from bot.domain.goals.job_form_way import Event, State
from bot.domain.notices import CardStale, Notice
from tests.builders.job_forms import form

EMPLOYEE, MANAGER, FORMER, HEAD, HR = 2, 1, 5, 8, 9


def stale(*cards: tuple[int, int]) -> list[Notice]:
    """Of (version, reader)."""
    return [
        CardStale(to=reader, card=f"job-form:7:{number}:{reader}", because="7.4") for number, reader in cards
    ]


def moved(before: State, after: State, *, former: int = MANAGER, told: tuple[int, ...] = ()) -> FormMoved:
    return FormMoved(form=form(after), before=form(before, manager_id=former), told=told)


MY_GOALS = CardStale(to=EMPLOYEE, card="my-goals:5", because="7.4")
TEAM = CardStale(to=MANAGER, card="goals-team:3:1", because="7.4")
FIRST = stale((1, MANAGER), (1, EMPLOYEE))
BOTH = [*FIRST, *stale((2, MANAGER), (2, EMPLOYEE))]
ASKED = FormChangeAsked(to=EMPLOYEE, form_id=7, number=4)

TABLE: list[tuple[Event, FormMoved, list[Notice]]] = [
    (Event.OPEN, moved(State.OPEN, State.OPEN), []),
    (Event.FILL, moved(State.OPEN, State.FILLED), [MY_GOALS, TEAM, *FIRST]),
    (Event.FILL, moved(State.RATED, State.CHANGE_FILLED), [MY_GOALS, TEAM, *BOTH]),
    (Event.TAKE_BACK, moved(State.FILLED, State.OPEN), [MY_GOALS, *FIRST]),
    (Event.TAKE_BACK, moved(State.CHANGE_FILLED, State.RATED), [MY_GOALS, *BOTH]),
    (Event.RATE, moved(State.FILLED, State.RATED), [MY_GOALS, *FIRST]),
    (
        Event.RATE,
        moved(State.FILLED, State.RATED, told=(HEAD, HR)),
        [MY_GOALS, *FIRST, *(BelowMark(to=each, form_id=7, number=4) for each in (HEAD, HR))],
    ),
    (Event.CHANGE, moved(State.FILLED, State.OPEN), [MY_GOALS, *FIRST, ASKED]),
    (Event.CHANGE, moved(State.RATED, State.CHANGE_ASKED), [MY_GOALS, *FIRST, ASKED]),
    (Event.WANT, moved(State.FILLED, State.OPEN), [MY_GOALS, *FIRST]),
    (Event.HAND_OVER, moved(State.OPEN, State.OPEN, former=FORMER), [MY_GOALS, TEAM]),
    (
        Event.HAND_OVER,
        moved(State.FILLED, State.FILLED, former=FORMER),
        [MY_GOALS, TEAM, *stale((1, FORMER), (1, MANAGER), (1, EMPLOYEE))],
    ),
    (Event.LEAVE, moved(State.FILLED, State.FILLED), FIRST),
    (Event.RETURN, moved(State.FILLED, State.FILLED), FIRST),
    (Event.WITHDRAW, moved(State.FILLED, State.WITHDRAWN), [MY_GOALS, *FIRST]),
]


@pytest.mark.parametrize(("event", "moved", "expected"), TABLE)
def test_what_follows(event: Event, moved: FormMoved, expected: list[Notice]) -> None:
    assert list(FOLLOWS[event].notices(moved, because="7.4")) == expected


def test_of_every_event_it_is_said_what_follows() -> None:
    assert set(FOLLOWS) == set(Event) == {event for event, *_ in TABLE}
