"""What follows from each event of somebody's goals: first the cards that are stale, then what is said."""

import pytest

from bot.domain.goals.follows import FOLLOWS, Moved
from bot.domain.goals.notices import ChangeDropped, GoalsAgreed, GoalsOpened, GoalsWithdrawn
from bot.domain.goals.way import Event, State
from bot.domain.notices import CardStale, Notice
from tests.builders.agreement import FIRST, SECOND, goals_at

MANAGER, EMPLOYEE, FORMER, HR = 1, 2, 5, 9

MY_GOALS = (EMPLOYEE, "my-goals:7")
TEAM = (MANAGER, "goals-team:3:1")
FORMER_TEAM = (FORMER, "goals-team:3:5")


def agreements(*sheets: int, former: bool = False) -> list[tuple[int, str]]:
    readers = [EMPLOYEE, *([FORMER] if former else []), MANAGER]
    return [(reader, f"agreement:7:{sheet}:{reader}") for sheet in sheets for reader in readers]


def moved(
    state: State,
    *,
    former: int | None = None,
    was: int | None = None,
    by: int | None = None,
    here: bool = True,
) -> Moved:
    goals = goals_at(state, is_here=here)
    return Moved(goals=goals, former_manager_id=former, former_sheet_id=was, by_id=by)


def stale(*where: tuple[int, str]) -> list[Notice]:
    return [CardStale(to=to, card=card, because="7.4") for to, card in where]


def agreed(*to: int) -> list[Notice]:
    return [GoalsAgreed(to=person, goals_id=7, sheet_id=FIRST) for person in to]


def dropped(*to: int) -> list[Notice]:
    return [ChangeDropped(to=person, goals_id=7, number=4) for person in to]


TABLE: dict[str, tuple[Event, Moved, list[Notice]]] = {
    "opened": (Event.OPEN, moved(State.OPEN), [GoalsOpened(to=EMPLOYEE, goals_id=7)]),
    "sent": (
        Event.SEND,
        moved(State.SENT, by=EMPLOYEE),
        stale(MY_GOALS, TEAM, *agreements(SECOND)),
    ),
    "sent instead of what the manager adjusted": (
        Event.SEND,
        moved(State.SENT, was=FIRST, by=EMPLOYEE),
        stale(MY_GOALS, TEAM, *agreements(FIRST, SECOND)),
    ),
    "taken back": (
        Event.TAKE_BACK,
        moved(State.OPEN, was=SECOND, by=EMPLOYEE),
        stale(MY_GOALS, TEAM, *agreements(SECOND)),
    ),
    "adjusted": (
        Event.ADJUST,
        moved(State.ADJUSTED, was=FIRST, by=MANAGER),
        stale(MY_GOALS, TEAM, *agreements(FIRST, SECOND)),
    ),
    "agreed by the manager": (
        Event.AGREE,
        moved(State.AGREED, was=FIRST, by=MANAGER),
        [*stale(MY_GOALS, TEAM, *agreements(FIRST)), *agreed(EMPLOYEE)],
    ),
    "agreed by HR in their place": (
        Event.AGREE,
        moved(State.AGREED, was=FIRST, by=HR),
        [*stale(MY_GOALS, TEAM, *agreements(FIRST)), *agreed(EMPLOYEE, MANAGER)],
    ),
    "confirmed": (
        Event.CONFIRM,
        moved(State.AGREED, was=FIRST, by=EMPLOYEE),
        [*stale(MY_GOALS, TEAM, *agreements(FIRST)), *agreed(MANAGER)],
    ),
    "let be by the employee": (
        Event.DROP_CHANGE,
        moved(State.AGREED, was=SECOND, by=EMPLOYEE),
        [*stale(MY_GOALS, TEAM, *agreements(SECOND)), *dropped(MANAGER)],
    ),
    "let be by HR": (
        Event.DROP_CHANGE,
        moved(State.AGREED, was=SECOND, by=HR),
        [*stale(MY_GOALS, TEAM, *agreements(SECOND)), *dropped(EMPLOYEE, MANAGER)],
    ),
    "wanted for another post": (
        Event.WANT,
        moved(State.CHANGE_WANTED, was=SECOND),
        stale(MY_GOALS, TEAM, *agreements(SECOND)),
    ),
    "handed over before anything was sent": (
        Event.HAND_OVER,
        moved(State.OPEN, former=FORMER),
        stale(MY_GOALS, FORMER_TEAM, TEAM),
    ),
    "handed over while it waits": (
        Event.HAND_OVER,
        moved(State.SENT, former=FORMER, was=SECOND),
        stale(MY_GOALS, FORMER_TEAM, TEAM, *agreements(SECOND, former=True)),
    ),
    "left": (Event.LEAVE, moved(State.SENT, was=SECOND), stale(TEAM, *agreements(SECOND))),
    "left before anything was sent": (Event.LEAVE, moved(State.OPEN), stale(TEAM)),
    "came back": (Event.RETURN, moved(State.ADJUSTED, was=SECOND), stale(TEAM, *agreements(SECOND))),
    "withdrawn": (
        Event.WITHDRAW,
        moved(State.WITHDRAWN, was=SECOND),
        [*stale(MY_GOALS, TEAM, *agreements(SECOND)), GoalsWithdrawn(to=EMPLOYEE, goals_id=7)],
    ),
    "withdrawn from somebody who left": (
        Event.WITHDRAW,
        moved(State.WITHDRAWN, here=False),
        stale(MY_GOALS, TEAM),
    ),
}


@pytest.mark.parametrize(("event", "what", "expected"), TABLE.values(), ids=TABLE)
def test_from_an_event_follows(event: Event, what: Moved, expected: list[Notice]) -> None:
    assert list(FOLLOWS[event].notices(what, because="7.4")) == expected


def test_every_event_has_what_follows() -> None:
    assert set(FOLLOWS) == set(Event) == {event for event, _, _ in TABLE.values()}
