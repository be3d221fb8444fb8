"""Who may see or do what of improvement actions."""

import pytest

from bot.domain.access import Deed
from bot.domain.actions.action import ActionKind, ManagedAction, Whose
from bot.domain.actions.way import State
from tests.builders.actions import action
from tests.builders.deeds import EVERYBODY, who_may
from tests.builders.people import CHEN, LIU, WU

BOSS = EVERYBODY["boss"]
assert BOSS is not None
OF_CHENS_ACTIONS = {
    Deed.WRITE_ACTION: {"liu"},
    Deed.OFFER_TRAINING: {"liu", "hr"},
    Deed.READ_ACTIONS: {"chen", "liu", "boss", "hr"},
    Deed.READ_GATES: {"hr"},
}
OF_AN_ACTION = {
    Deed.FOLLOW_ACTION: {"chen", "wu"},
    Deed.ANSWER_MENTORING: {"wu"},
}


@pytest.mark.parametrize("deed", list(OF_CHENS_ACTIONS))
def test_they_are_read_by_whose_they_are_the_two_above_and_hr(deed: Deed) -> None:
    assert BOSS is not None
    whose = Whose(id=CHEN.id, manager_id=LIU.id, above_id=BOSS.id)

    assert who_may(deed, whose) == OF_CHENS_ACTIONS[deed]


def test_hr_does_not_read_its_own_as_hr_and_nobody_is_above_whoever_has_no_manager() -> None:
    hr = EVERYBODY["hr"]
    assert hr is not None

    assert who_may(Deed.READ_ACTIONS, Whose(id=hr.id, manager_id=None)) == {"hr"}
    assert who_may(Deed.READ_ACTIONS, Whose(id=CHEN.id, manager_id=None)) == {"chen", "hr"}


@pytest.mark.parametrize("deed", list(OF_AN_ACTION))
def test_whose_it_is_and_who_does_it_say_how_far_it_is(deed: Deed) -> None:
    pairing = action(owner_id=WU.id, kind=ActionKind.MENTORING)

    assert who_may(deed, pairing) == OF_AN_ACTION[deed]


def test_whom_a_training_is_offered_to_answers_and_who_manages_them_says_what_became_of_it() -> None:
    offered = action(State.OFFERED, kind=ActionKind.TRAINING)
    done = ManagedAction(action=action(State.DONE, owner_id=WU.id), manager_id=LIU.id)

    assert who_may(Deed.ANSWER_TRAINING, offered) == {"chen"}
    assert who_may(Deed.ANSWER_TRAINING, action()) == set()
    assert who_may(Deed.EVALUATE_ACTION, done) == {"chen", "wu", "liu"}


def test_a_mentor_says_nothing_of_it_before_they_said_yes_and_nobody_else_is_asked() -> None:
    asked = action(State.ASKED, owner_id=WU.id, kind=ActionKind.MENTORING)

    assert who_may(Deed.FOLLOW_ACTION, asked) == {"chen"}
    assert who_may(Deed.ANSWER_MENTORING, action(owner_id=CHEN.id)) == set()


def test_a_manager_drops_what_is_theirs_and_hr_withdraws_what_they_offered_until_it_is_taken_up() -> None:
    hr = EVERYBODY["hr"]
    assert hr is not None

    def of(state: State, by_id: int = hr.id) -> ManagedAction:
        return ManagedAction(action=action(state, written_by_id=by_id), manager_id=LIU.id)

    assert who_may(Deed.DROP_ACTION, of(State.OFFERED)) == {"liu", "hr"}
    assert who_may(Deed.DROP_ACTION, of(State.OFFERED, LIU.id)) == {"liu"}
    assert who_may(Deed.DROP_ACTION, of(State.OPEN)) == {"liu"}
