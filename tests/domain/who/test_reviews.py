"""Who may see or do what of a review: every deed, by everybody, in every state."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.domain.access import Deed, may
from bot.domain.reviews.calibration import InRoom
from bot.domain.reviews.export import FileOf
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.way import State
from tests.builders.approval import review
from tests.builders.deeds import EVERYBODY, NOW, who_may
from tests.builders.people import CHEN, LIU, WU
from tests.domain.reviews.test_talk import talk

OF_A_REVIEW = {
    Deed.SCORE_ONESELF: {"chen"},
    Deed.READ_OWN_SELF_SCORE: {"chen"},
    Deed.READ_SELF_SCORE: {"chen", "liu"},
    Deed.READ_FIGURE: {"chen", "liu"},
    Deed.READ_RESULT: {"liu"},
    Deed.DECIDE: {"liu"},
    Deed.LOOK_AGAIN: set(),
    Deed.READ_SECOND_LOOK: set(),
    Deed.SEE_SECOND_LOOK: {"boss"},
    Deed.READ_STATUS: {"company", "hr", "chen", "liu"},
    Deed.READ_HISTORY: {"chen", "liu"},
    Deed.RECOGNISE: {"liu"},
    Deed.ANSWER_RECOGNITION: {"chen"},
}


ONCE_DECIDED = {Deed.LOOK_AGAIN: {"boss"}, Deed.READ_SECOND_LOOK: {"boss"}}


ONCE_RELEASED = {Deed.READ_RESULT: {"liu", "chen"}}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("deed", list(OF_A_REVIEW))
def test_a_review_is_for_its_employee_and_its_manager(deed: Deed, state: State) -> None:
    kept = Review(
        id=7,
        cycle_id=1,
        employee_id=CHEN.id,
        manager_id=LIU.id,
        sheet_id=1,
        state=state,
        owed_since=NOW,
        version=1,
        lookers=(8,),  # Zhao Min
    )

    allowed = who_may(deed, kept)

    released = ONCE_RELEASED if state is State.RELEASED else {}
    looked = ONCE_DECIDED if state in (State.SCORED, State.CONFIRMED, State.RELEASED) else {}
    assert allowed == {**OF_A_REVIEW, **released, **looked}[deed]
    assert allowed == who_may(deed, replace(kept, is_here=False)), "whoever left"


CALIBRATING = (Deed.READ_CALIBRATION, Deed.READ_REASONS, Deed.CALIBRATE, Deed.AGREE_ON_RESULTS)
OF_A_ROOM = {deed: {"hr", "wu"} for deed in CALIBRATING}


@pytest.mark.parametrize("deed", list(OF_A_ROOM))
def test_results_are_calibrated_by_hr_and_by_the_head_but_never_their_own(deed: Deed) -> None:
    heads = frozenset({WU.id})

    assert who_may(deed, InRoom(employee_id=CHEN.id, heads=heads)) == OF_A_ROOM[deed]
    assert who_may(Deed.CALIBRATE, InRoom(employee_id=WU.id, heads=heads)) == {"hr"}
    of_hr = InRoom(employee_id=EVERYBODY["hr"].id, heads=heads, is_hr=True)
    assert (who_may(Deed.CALIBRATE, of_hr), who_may(Deed.READ_REASONS, of_hr)) == ({"wu"}, {"wu"})


OF_A_FILE = {Deed.EXPORT_FILE: {"chen", "liu", "hr"}}


def test_a_file_is_theirs_their_managers_and_hrs_but_of_nobody_in_hr() -> None:
    hr = EVERYBODY["hr"]
    assert hr is not None
    of_hr = replace(hr, id=99, manager_id=8)

    assert who_may(Deed.EXPORT_FILE, FileOf.person(CHEN)) == OF_A_FILE[Deed.EXPORT_FILE]
    assert who_may(Deed.EXPORT_FILE, FileOf.person(of_hr)) == {"boss"}
    assert who_may(Deed.EXPORT_FILE, FileOf.person(hr)) == {"hr"}


OF_A_MATRIX = {Deed.READ_MATRIX: {"hr", "wu"}, Deed.EXPORT_RESULTS: {"hr", "wu"}}


@pytest.mark.parametrize("deed", list(OF_A_MATRIX))
def test_results_of_many_are_for_hr_and_for_whoever_heads_the_department(deed: Deed) -> None:
    theirs = SimpleNamespace(department=CHEN.department, heads=frozenset({WU.id}))
    whole = SimpleNamespace(department="", heads=frozenset())

    assert who_may(deed, theirs) == OF_A_MATRIX[deed]
    assert who_may(deed, whole) == {"hr"}


OF_A_TALK = {
    Deed.HOLD_TALK: {"liu"},
    Deed.ANSWER_TALK: {"chen"},
    Deed.APPEAL: {"chen"},
    Deed.DECIDE_APPEAL: set(),
}


@pytest.mark.parametrize("state", list(TalkState))
def test_who_talks_who_answers_and_who_decides_about_an_appeal(state: TalkState) -> None:
    it = talk(state, judge_id=8)

    judged = {Deed.DECIDE_APPEAL: {"boss"}} if it.stage.appealed else {}
    assert {deed: who_may(deed, it) for deed in OF_A_TALK} == {**OF_A_TALK, **judged}


OF_A_GLANCE = {Deed.VIEW_AS: {"hr"}}


@pytest.mark.parametrize(
    ("whom", "employee", "allowed"),
    [("chen", "chen", {"hr"}), ("liu", "chen", {"hr"}), ("hr", "chen", set()), ("liu", "hr", set())],
)
def test_hr_sees_a_review_as_somebody_else_but_as_themselves_and_none_of_hr(
    whom: str, employee: str, allowed: set[str]
) -> None:
    glance = SimpleNamespace(whom=EVERYBODY[whom], employee=EVERYBODY[employee])

    assert who_may(Deed.VIEW_AS, glance) == allowed
    assert who_may(Deed.VIEW_AS) == OF_A_GLANCE[Deed.VIEW_AS]


def test_in_its_managers_place_a_review_is_read_and_decided_but_never_ones_own() -> None:
    in_place = replace(at_work(State.SELF_SCORED), delegate_id=WU.id)

    assert who_may(Deed.DECIDE, in_place) == {"wu"}
    assert who_may(Deed.READ_SELF_SCORE, in_place) == {"chen", "liu", "wu"}
    assert who_may(Deed.READ_RESULT, in_place) == {"liu", "wu"}
    assert who_may(Deed.READ_FIGURE, in_place) == {"chen", "liu", "wu"}
    own = replace(in_place, delegate_id=CHEN.id)
    assert who_may(Deed.DECIDE, own) == set()
    assert who_may(Deed.READ_RESULT, own) == {"liu"}


def test_hr_puts_somebody_in_a_managers_place_and_the_manager_can_take_it_back() -> None:
    assert who_may(Deed.DELEGATE) == {"hr"}
    assert who_may(Deed.END_DELEGATION, SimpleNamespace(manager_id=LIU.id)) == {"hr", "liu"}


@pytest.mark.parametrize("name", list(EVERYBODY))
def test_scores_are_for_the_employee_and_their_manager(name: str) -> None:
    assert may(Deed.READ_SELF_SCORE, EVERYBODY[name], at_work(State.SELF_SCORED)) is (name in {"chen", "liu"})


@pytest.mark.parametrize(
    ("name", "state", "allowed"),
    [
        ("liu", State.SELF_SCORED, True),
        ("liu", State.SCORED, True),
        ("chen", State.SELF_SCORED, False),
        ("chen", State.MORE_ASKED, False),
        ("chen", State.SCORED, False),
        ("chen", State.CONFIRMED, False),
        ("chen", State.RELEASED, True),
        ("wu", State.SCORED, False),
        ("hr", State.SCORED, False),
        ("boss", State.SCORED, False),
    ],
)
def test_what_the_manager_gave_is_for_the_employee_once_it_is_released(
    name: str, state: State, allowed: bool
) -> None:
    assert may(Deed.READ_RESULT, EVERYBODY[name], at_work(state)) is allowed


OF_ANOTHERS_NOW = {Deed.CONTRIBUTE: {"wu"}}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("deed", list(OF_ANOTHERS_NOW))
def test_whoever_had_a_review_before_contributes_and_nobody_else(deed: Deed, state: State) -> None:
    assert who_may(deed, at_work(state)) == set()
    assert who_may(deed, replace(at_work(state), former=(WU.id,))) == OF_ANOTHERS_NOW[deed]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.GOALS_AGREED, set()),
        (State.SELF_SCORED, {"liu"}),
        (State.MORE_ASKED, {"liu"}),
        (State.SCORED, {"liu", "boss", "hr"}),
        (State.CONFIRMED, {"liu", "boss", "hr"}),
        (State.RELEASED, {"liu", "boss", "hr", "chen"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_how_it_was_computed_is_for_each_side_from_its_own_moment_on(state: State, allowed: set[str]) -> None:
    looked_at = replace(at_work(state), lookers=(8, 9))

    assert who_may(Deed.EXPLAIN, looked_at) == allowed


def at_work(state: State) -> Review:
    facts = review(state)
    return Review(
        id=facts.id,
        cycle_id=facts.cycle.id,
        employee_id=facts.employee.id,
        manager_id=facts.manager.id,
        sheet_id=1,
        state=state,
        owed_since=NOW,
        version=facts.version,
    )
