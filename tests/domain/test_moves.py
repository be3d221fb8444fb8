"""Who hears of what happens to people."""

import pytest

from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved, readers
from tests.builders.goals import TUESDAY

PERSON, MANAGER, FORMER, HR = 1, 2, 3, 9


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (Move.JOIN, {MANAGER}),
        (Move.LEAVE, {MANAGER}),
        (Move.RETURN, {PERSON, MANAGER}),
        (Move.TRANSFER, {PERSON, MANAGER}),
        (Move.NEW_MANAGER, {PERSON, FORMER, MANAGER}),
        (Move.NO_MANAGER, {HR}),
        (Move.RENAME, set()),
        (Move.ACCOUNT_CLOSED, set()),
        (Move.ACCOUNT_OPENED, set()),
    ],
)
def test_whom_it_concerns_is_told(move: Move, told: set[int]) -> None:
    facts = Facts(manager=Changed(was=FORMER, now=MANAGER)) if move is Move.NEW_MANAGER else Facts()
    moved = Moved(person_id=PERSON, move=move, day=TUESDAY.date(), at=TUESDAY, facts=facts)

    assert readers(moved, manager_id=MANAGER, hr=[HR, PERSON]) == told


def test_whoever_has_nobody_above_is_told_alone() -> None:
    back = Moved(person_id=PERSON, move=Move.RETURN, day=TUESDAY.date(), at=TUESDAY)

    assert readers(back, manager_id=None, hr=()) == {PERSON}


def test_every_move_has_its_readers() -> None:
    for move in Move:
        readers(Moved(person_id=1, move=move, day=TUESDAY.date(), at=TUESDAY), manager_id=2, hr=())
