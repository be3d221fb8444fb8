"""Who may see or do what of check-ins, feedback, suggestions and the evidence pocket."""

import pytest

from bot.domain.access import Deed
from bot.domain.weeks.check_in_way import State as CheckInState
from bot.domain.weeks.digest import arranged
from bot.domain.weeks.feedback_way import State as FeedbackState
from bot.domain.weeks.suggestion import Asked
from tests.builders.check_ins import WEEK, check_in
from tests.builders.deeds import EVERYBODY, who_may
from tests.builders.feedback import feedback
from tests.builders.people import CHEN, LIU, WU
from tests.builders.pockets import case

OF_A_CHECK_IN = {
    Deed.GIVE_CHECK_IN: {"chen"},
    Deed.READ_CHECK_IN: {"chen", "liu"},
    Deed.ANSWER_CHECK_IN: {"liu"},
}


@pytest.mark.parametrize("state", list(CheckInState))
@pytest.mark.parametrize("deed", list(OF_A_CHECK_IN))
def test_a_check_in_is_for_its_person_and_their_manager_alone(deed: Deed, state: CheckInState) -> None:
    kept = check_in(state, employee_id=CHEN.id, manager_id=LIU.id)

    assert who_may(deed, kept) == OF_A_CHECK_IN[deed]


OF_A_DIGEST = {Deed.READ_DIGEST: {"liu"}}


def test_a_digest_is_for_the_manager_whose_people_it_is_about() -> None:
    assert who_may(Deed.READ_DIGEST, arranged(LIU, WEEK, ())) == OF_A_DIGEST[Deed.READ_DIGEST]


OF_A_CASE = {Deed.READ_POCKET: {"chen"}, Deed.CHANGE_POCKET: {"chen"}}


@pytest.mark.parametrize("deed", list(OF_A_CASE))
def test_a_case_in_a_pocket_is_for_whoever_keeps_it(deed: Deed) -> None:
    assert who_may(deed, case(owner_id=CHEN.id)) == OF_A_CASE[deed]


OF_FEEDBACK = {
    Deed.TELL_FEEDBACK: {"chen", "liu"},
    Deed.READ_FEEDBACK: {"chen", "liu", "hr"},
    Deed.ANSWER_FEEDBACK: set(),
    Deed.TAKE_BACK_FEEDBACK: {"chen"},
}
"""Chen Jie gave it to Wu Min, whose manager Liu Yang is."""


ONCE_FEEDBACK_IS_TOLD = {
    Deed.READ_FEEDBACK: {"chen", "wu", "liu", "hr"},
    Deed.ANSWER_FEEDBACK: {"wu"},
}


IN_STATE: dict[FeedbackState, dict[Deed, set[str]]] = {
    FeedbackState.KEPT: {},
    FeedbackState.TOLD: ONCE_FEEDBACK_IS_TOLD,
    FeedbackState.ANSWERED: ONCE_FEEDBACK_IS_TOLD,
    FeedbackState.TAKEN_BACK: {Deed.READ_FEEDBACK: {"chen"}, Deed.TELL_FEEDBACK: {"chen"}},
    FeedbackState.UNSAID: {Deed.READ_FEEDBACK: {"chen", "hr"}, Deed.TELL_FEEDBACK: {"chen"}},
}


@pytest.mark.parametrize("state", list(FeedbackState))
@pytest.mark.parametrize("deed", list(OF_FEEDBACK))
def test_feedback_is_for_both_sides_the_manager_and_hr_by_how_far_it_is(
    deed: Deed, state: FeedbackState
) -> None:
    assert who_may(deed, feedback(state)) == {**OF_FEEDBACK, **IN_STATE[state]}[deed]


@pytest.mark.parametrize("deed", list(OF_FEEDBACK))
def test_whoever_it_is_about_is_nothing_else_to_it(deed: Deed) -> None:
    about_hr = feedback(FeedbackState.KEPT, receiver_id=9, manager_id=8)

    assert "hr" not in who_may(deed, about_hr)


OF_SOMEBODY = {Deed.READ_FEEDBACK_ABOUT: {"liu", "hr"}}


def test_what_is_on_record_about_somebody_is_for_their_manager_and_hr() -> None:
    assert who_may(Deed.READ_FEEDBACK_ABOUT, WU) == OF_SOMEBODY[Deed.READ_FEEDBACK_ABOUT]
    assert who_may(Deed.READ_FEEDBACK_ABOUT, EVERYBODY["hr"]) == set()


OF_A_SUGGESTION = {
    Deed.READ_SUGGESTION: {"chen", "boss"},
    Deed.ANSWER_SUGGESTION: {"boss"},
    Deed.TAKE_BACK_FEEDBACK: {"chen"},
}


@pytest.mark.parametrize("deed", list(OF_A_SUGGESTION))
def test_a_suggestion_is_for_its_giver_and_whoever_answers(deed: Deed) -> None:
    assert who_may(deed, Asked(giver_id=CHEN.id, answering=frozenset({8}))) == OF_A_SUGGESTION[deed]
