"""Who hears of what happens to people."""

import pytest

from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved, readers
from tests.builders.goals import TUESDAY

PERSON, MANAGER, FORMER, HR = 1, 2, 3, 9


TOLD = {
    Move.JOIN: {MANAGER},
    Move.LEAVE: {MANAGER},
    Move.RETURN: {PERSON, MANAGER},
    Move.TRANSFER: {PERSON, MANAGER},
    Move.NEW_MANAGER: {PERSON, FORMER, MANAGER},
    Move.NO_MANAGER: {HR},
    Move.RENAME: set(),
    Move.ACCOUNT_CLOSED: set(),
    Move.ACCOUNT_OPENED: set(),
}


@pytest.mark.parametrize(("move", "told"), TOLD.items())
def test_whom_it_concerns_is_told(move: Move, told: set[int]) -> None:
    facts = Facts(manager=Changed(was=FORMER, now=MANAGER)) if move is Move.NEW_MANAGER else Facts()
    moved = Moved(person_id=PERSON, move=move, day=TUESDAY.date(), at=TUESDAY, facts=facts)

    assert readers(moved, manager_id=MANAGER, hr=[HR, PERSON]) == told


def test_whoever_has_nobody_above_is_told_alone() -> None:
    back = Moved(person_id=PERSON, move=Move.RETURN, day=TUESDAY.date(), at=TUESDAY)

    assert readers(back, manager_id=None, hr=()) == {PERSON}


def test_of_every_move_it_is_said_whom_it_concerns() -> None:
    assert set(TOLD) == set(Move)
