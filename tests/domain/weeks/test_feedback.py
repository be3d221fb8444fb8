"""Feedback as its readers have it: who can do what with it, and for how long."""

from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.domain.weeks.feedback import Tied, TiedTo
from bot.domain.weeks.feedback_way import State
from tests.builders.acting import MONDAY
from tests.builders.feedback import facts, feedback
from tests.builders.people import CHEN, LIU, SUN, WU, someone


@pytest.mark.parametrize(
    ("state", "seconds", "possible"),
    [
        (State.KEPT, 0, True),
        (State.KEPT, 299, True),
        (State.KEPT, 300, False),
        (State.TOLD, 299, True),
        (State.TOLD, 300, False),
        (State.ANSWERED, 1, False),
        (State.TAKEN_BACK, 1, False),
        (State.UNSAID, 1, False),
    ],
)
def test_it_can_be_taken_back_for_five_minutes_while_nobody_answered(
    state: State, seconds: int, possible: bool
) -> None:
    assert feedback(state).can_be_taken_back(MONDAY + timedelta(seconds=seconds)) is possible


@pytest.mark.parametrize(
    ("reader", "state", "answers", "tells", "takes_back"),
    [
        (WU, State.TOLD, True, False, False),
        (WU, State.KEPT, False, False, False),
        (WU, State.ANSWERED, False, False, False),
        (WU, State.UNSAID, False, False, False),
        (CHEN, State.TOLD, False, False, True),
        (CHEN, State.KEPT, False, True, True),
        (CHEN, State.TAKEN_BACK, False, False, False),
        (LIU, State.KEPT, False, True, False),
        (LIU, State.TOLD, False, False, False),
        (SUN, State.KEPT, False, False, False),
    ],
)
def test_each_reader_has_their_own_part(
    reader: Person, state: State, answers: bool, tells: bool, takes_back: bool
) -> None:
    seen = facts(state, reader=reader)

    assert (seen.may_answer, seen.may_tell, seen.may_take_back) == (answers, tells, takes_back)


def test_nobody_tells_somebody_who_has_left() -> None:
    gone = someone(WU.id, WU.name, left_on=MONDAY.date())

    assert not facts(State.KEPT, reader=CHEN, receiver=gone).may_tell


def test_what_it_is_tied_to_is_carried_by_kind_and_key() -> None:
    assert Tied(to=TiedTo.VALUE, key="teamwork", name={"en": "Teamwork"}).value == "value:teamwork"
