"""Who may be shown what of a review."""

from dataclasses import replace

import pytest
from bot.domain.reviews.access import may_see_result, may_see_scores

from bot.domain.people import Person, Role
from bot.domain.reviews.way import State
from tests.builders.approval import CHEN, LIU, WU, review, someone

HR = replace(someone(9, "Zhou Jing"), roles=frozenset({Role.HR}))
BOSS = someone(8, "Zhao Min")


@pytest.mark.parametrize(
    ("person", "allowed"), [(CHEN, True), (LIU, True), (WU, False), (HR, False), (BOSS, False)]
)
def test_scores_are_for_the_employee_and_their_manager(person: Person, allowed: bool) -> None:
    assert may_see_scores(person, review()) is allowed


@pytest.mark.parametrize(
    ("person", "state", "allowed"),
    [
        (LIU, State.SELF_SCORED, True),
        (LIU, State.SCORED, True),
        (CHEN, State.SELF_SCORED, False),
        (CHEN, State.MORE_ASKED, False),
        (CHEN, State.SCORED, True),
        (WU, State.SCORED, False),
        (HR, State.SCORED, False),
    ],
)
def test_what_the_manager_gave_is_for_the_employee_once_it_is_approved(
    person: Person, state: State, allowed: bool
) -> None:
    assert may_see_result(person, review(state)) is allowed
