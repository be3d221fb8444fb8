"""Who may see or do what: every deed, by everybody, in every state."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from bot.domain.access import MAY, Deed, may, require
from bot.domain.goals.job_form_way import State as FormState
from bot.domain.goals.plan_view import Looked
from bot.domain.goals.shared import Around
from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.pings import Deflected
from bot.domain.intake.reaction import Reacted
from bot.domain.intake.request import Request
from bot.domain.intake.swap import Swap
from bot.domain.intake.swap_way import State as SwapState
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State as RequestState
from bot.domain.nudging.reach import Headed
from bot.domain.people import Person, Role
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.domain.weeks.check_in_way import State as CheckInState
from bot.domain.weeks.digest import arranged
from bot.domain.weeks.feedback_way import State as FeedbackState
from bot.domain.weeks.suggestion import Asked
from bot.errors import Refusal
from tests.builders.agreement import goals_at
from tests.builders.approval import review
from tests.builders.check_ins import WEEK, check_in
from tests.builders.feedback import feedback
from tests.builders.figures import wanted
from tests.builders.job_forms import form as job_form
from tests.builders.people import CHEN, LIU, WU, someone
from tests.builders.pockets import case

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

EVERYBODY: dict[str, Person | None] = {
    "company": None,
    "chen": CHEN,
    "liu": LIU,
    "wu": WU,
    "boss": someone(8, "Zhao Min"),
    "hr": replace(someone(9, "Zhou Jing"), roles=frozenset({Role.HR})),
    "admin": replace(someone(10, "Lin Tao"), roles=frozenset({Role.ADMIN})),
    "desk": replace(someone(11, "Sun Li"), roles=frozenset({Role.PRODUCT_MANAGER})),
    "developer": replace(someone(12, "He Jun"), roles=frozenset({Role.DEVELOPER})),
}
"""Chen Jie's review is Liu Yang's, who reports to Zhao Min; Chen Jie filed the request, Wu Min has it."""


def who_may(deed: Deed, about: object = None) -> set[str]:
    return {name for name, person in EVERYBODY.items() if may(deed, person, about)}


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

    released = ONCE_RELEASED if state is State.CONFIRMED else {}
    looked = ONCE_DECIDED if state in (State.SCORED, State.CONFIRMED) else {}
    assert allowed == {**OF_A_REVIEW, **released, **looked}[deed]
    assert allowed == who_may(deed, replace(kept, is_here=False)), "whoever left"


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


OF_A_REQUEST = {
    Deed.READ_REQUEST: {"chen", "wu", "desk", "admin"},
    Deed.SEE_REQUEST: set(EVERYBODY),
    Deed.ADD_TO_REQUEST: {"chen"},
    Deed.CHECK_BRIEF: {"chen"},
    Deed.HIDE_REQUEST: {"chen", "desk"},
    Deed.SHOW_REQUEST: {"chen"},
}
WHILE_IT_IS_PRIVATE = {
    Deed.READ_REQUEST: {"chen", "wu", "desk"},
    Deed.SEE_REQUEST: {"chen", "wu", "desk"},
}


def request(state: RequestState) -> Request:
    return Request(
        id=214,
        requester_id=CHEN.id,
        owner_id=WU.id,
        state=state,
        urgency=Urgency.TODAY,
        answer_by=NOW,
        promised_for=None,
        owed_since=NOW,
        version=1,
    )


@pytest.mark.parametrize("state", list(RequestState))
@pytest.mark.parametrize("deed", list(OF_A_REQUEST))
def test_a_request_is_for_its_requester_and_the_desk(deed: Deed, state: RequestState) -> None:
    assert who_may(deed, in_view(request(state), False)) == OF_A_REQUEST[deed]


@pytest.mark.parametrize("card_in_view", [False, True])
@pytest.mark.parametrize("deed", list(OF_A_REQUEST))
def test_a_private_request_is_for_its_requester_its_owner_and_product_managers_wherever_they_stand(
    deed: Deed, card_in_view: bool
) -> None:
    private = replace(request(RequestState.NEW), is_private=True)

    assert who_may(deed, in_view(private, card_in_view)) == {**OF_A_REQUEST, **WHILE_IT_IS_PRIVATE}[deed]
    assert who_may(Deed.TRIAGE, private) == {"desk"}


@pytest.mark.parametrize("state", list(RequestState))
def test_whoever_has_its_card_before_them_may_read_a_request_whole_and_no_more(state: RequestState) -> None:
    seen = in_view(request(state), True)

    assert who_may(Deed.READ_REQUEST, seen) == set(EVERYBODY)
    assert who_may(Deed.ADD_TO_REQUEST, seen) == {"chen"}


def in_view(request: Request, card_in_view: bool, told: Collection[int] = ()) -> SimpleNamespace:
    """A request as whoever stands before one of its cards sees it, or without one."""
    return SimpleNamespace(
        requester_id=request.requester_id,
        owner_id=request.owner_id,
        is_private=request.is_private,
        card_in_view=card_in_view,
        told=frozenset(told),
    )


def test_whoever_was_told_that_an_answer_is_due_may_read_what_it_is_about() -> None:
    seen = in_view(request(RequestState.NEW), False, told={8})

    assert who_may(Deed.READ_REQUEST, seen) == {"chen", "wu", "desk", "admin", "boss"}


OF_A_CALL = {Deed.TAKE_CALL: {"developer"}}


def test_a_call_is_taken_by_the_developer_who_was_called() -> None:
    assert who_may(Deed.TAKE_CALL, SimpleNamespace(developer_id=12)) == OF_A_CALL[Deed.TAKE_CALL]


OF_A_FORM = {
    Deed.FILL_JOB_FORM: {"chen"},
    Deed.RATE_JOB_FORM: {"liu", "hr"},
    Deed.READ_JOB_FORM: {"chen", "liu", "hr"},
}
ONCE_TOLD = {Deed.READ_JOB_FORM: {"chen", "liu", "hr", "boss"}}


@pytest.mark.parametrize("state", list(FormState))
@pytest.mark.parametrize("deed", list(OF_A_FORM))
def test_a_job_responsibility_form_is_for_both_sides_and_hr_and_for_the_head_once_told(
    deed: Deed, state: FormState
) -> None:
    form = job_form(state, employee_id=CHEN.id, manager_id=LIU.id)

    assert who_may(deed, form) == OF_A_FORM[deed]
    assert who_may(deed, replace(form, head_id=8)) == {**OF_A_FORM, **ONCE_TOLD}[deed]


def test_nobody_of_hr_rates_their_own_form() -> None:
    assert not may(Deed.RATE_JOB_FORM, EVERYBODY["hr"], job_form(employee_id=9))


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


OF_GOALS = {
    Deed.READ_GOALS: {"chen", "liu", "hr"},
    Deed.DRAFT_GOALS: {"chen"},
    Deed.AGREE_GOALS: {"liu", "hr"},
}


@pytest.mark.parametrize("state", list(GoalsState))
@pytest.mark.parametrize("deed", list(OF_GOALS))
def test_goals_are_for_both_sides_and_hr(deed: Deed, state: GoalsState) -> None:
    goals = goals_at(state)

    assert who_may(deed, goals) == OF_GOALS[deed]
    assert who_may(deed, replace(goals, is_here=False)) == OF_GOALS[deed]


def test_nobody_of_hr_agrees_to_their_own_goals_in_their_managers_place() -> None:
    assert not may(Deed.AGREE_GOALS, EVERYBODY["hr"], goals_at(employee_id=9))


@pytest.mark.parametrize(
    ("department", "leads", "allowed"),
    [
        (None, True, {"hr"}),
        ("Marketing", False, {"hr"}),
        ("Marketing", True, set(EVERYBODY) - {"company"}),
        ("Technical", True, {"hr"}),
    ],
)
def test_who_takes_up_a_goal_is_for_hr_and_for_who_leads_in_that_department(
    department: str | None, leads: bool, allowed: set[str]
) -> None:
    """All of these are of Marketing."""
    assert who_may(Deed.READ_TAKEN_UP, Looked(department=department, leads=leads)) == allowed


def test_reach_is_for_hr_and_for_who_heads_that_department() -> None:
    headed = Headed(department="Marketing", heads=frozenset({EVERYBODY["boss"].id}))

    assert who_may(Deed.READ_REACH, headed) == {"hr", "boss", "company"}


OF_A_REPORT = {Deed.READ_REPORT: {"desk", "boss", "company"}}


def test_the_desk_in_figures_is_for_product_managers_and_whoever_heads_a_department() -> None:
    headed = Headed(department="", heads=frozenset({EVERYBODY["boss"].id}))

    assert who_may(Deed.READ_REPORT, headed) == OF_A_REPORT[Deed.READ_REPORT]


OF_A_SHARED_KPI = {
    Deed.ANSWER_SHARED_KPI: {"chen", "wu", "boss"},
    Deed.WITHDRAW_SHARED_KPI: {"chen"},
    Deed.READ_SHARED_KPI: {"chen", "wu", "liu", "hr"},
}


@pytest.mark.parametrize("deed", list(OF_A_SHARED_KPI))
def test_a_shared_kpi_is_for_its_owners_and_their_managers(deed: Deed) -> None:
    """Of Chen Jie, who proposed it, Wu Min, and a department for which Zhao Min answers."""
    around = Around(
        proposed_by_id=CHEN.id,
        answering=frozenset({CHEN.id, WU.id, 8}),
        owners=frozenset({CHEN.id, WU.id}),
        managers=frozenset({LIU.id}),
    )

    assert who_may(deed, around) == OF_A_SHARED_KPI[deed]


OF_A_STEP = {Deed.TAKE_BACK_STEP: {"desk", "admin"}}


def test_a_step_is_taken_back_by_whoever_took_it_or_an_admin() -> None:
    taken = SimpleNamespace(by_id=11)

    assert who_may(Deed.TAKE_BACK_STEP, taken) == OF_A_STEP[Deed.TAKE_BACK_STEP]


OF_A_PING = {Deed.READ_PING: {"chen"}}


def test_a_ping_is_for_whoever_wrote_it() -> None:
    ping = Deflected(
        author_id=CHEN.id, developer_ids=(12,), channel="C1", ts="1.1", thread_ts=None, text="x", at=NOW
    )

    assert who_may(Deed.READ_PING, ping) == OF_A_PING[Deed.READ_PING]


OF_A_REACTION = {Deed.READ_REACTED: {"chen"}}


def test_a_message_is_sent_on_by_whoever_put_the_emoji_on_it() -> None:
    reacted = Reacted(
        person_id=CHEN.id, author_id=WU.id, channel="C1", ts="1.1", thread_ts=None, text="x", at=NOW
    )

    assert who_may(Deed.READ_REACTED, reacted) == OF_A_REACTION[Deed.READ_REACTED]


OF_A_FIGURE = {Deed.ENTER_FIGURES: {"company", "hr", "developer"}}


def test_a_figure_is_entered_by_its_source_by_hr_or_by_the_company() -> None:
    assert who_may(Deed.ENTER_FIGURES, wanted(figure_by_id=12)) == OF_A_FIGURE[Deed.ENTER_FIGURES]


OF_A_CASE = {Deed.READ_POCKET: {"chen"}, Deed.CHANGE_POCKET: {"chen"}}


@pytest.mark.parametrize("deed", list(OF_A_CASE))
def test_a_case_in_a_pocket_is_for_whoever_keeps_it(deed: Deed) -> None:
    assert who_may(deed, case(owner_id=CHEN.id)) == OF_A_CASE[deed]


NOBODY = 99

OF_A_HANDOVER = {
    Deed.MOVE_HANDOVER: {"developer"},
    Deed.READ_HANDOVER: {"desk", "admin", "developer"},
}


def test_a_brief_is_moved_on_by_the_developer_who_has_it() -> None:
    assert who_may(Deed.MOVE_HANDOVER, SimpleNamespace(assignee_id=12)) == OF_A_HANDOVER[Deed.MOVE_HANDOVER]


def handed(*, assignee_id: int, is_private: bool) -> SimpleNamespace:
    return SimpleNamespace(
        assignee_id=assignee_id, is_private=is_private, requester_id=CHEN.id, owner_id=NOBODY
    )


def test_what_was_handed_over_is_read_by_the_desk_and_developers_what_is_private_by_its_own_alone() -> None:
    to_all = who_may(Deed.READ_HANDOVER, handed(assignee_id=NOBODY, is_private=False))
    assert to_all == OF_A_HANDOVER[Deed.READ_HANDOVER]
    assert who_may(Deed.READ_HANDOVER, handed(assignee_id=NOBODY, is_private=True)) == {"desk"}
    assert who_may(Deed.READ_HANDOVER, handed(assignee_id=12, is_private=True)) == {"desk", "developer"}


OF_A_PROJECT = {
    Deed.ARGUE_PROJECT: {"wu", "desk"},
    Deed.AMEND_ARGUMENT: {"wu"},
    Deed.READ_PROJECT: {"wu", "boss", "desk", "admin", "developer", "chen", "liu"},
}


@pytest.mark.parametrize("deed", list(OF_A_PROJECT))
def test_a_project_is_argued_by_those_who_take_part_and_a_line_edited_by_its_author(deed: Deed) -> None:
    about = SimpleNamespace(
        takes_part=lambda person: person is not None and person.id == WU.id,
        decided_by={8},
        author=WU,
        requester_id=CHEN.id,
        owner_id=99,
        is_private=False,
        card_in_view=False,
        followed_by=frozenset({LIU.id}),
    )

    assert who_may(deed, about) == OF_A_PROJECT[deed]


OF_A_SWAP = {
    Deed.ANSWER_SWAP: {"wu"},
    Deed.WITHDRAW_SWAP: {"chen"},
    Deed.READ_SWAP: {"chen", "wu"},
}


@pytest.mark.parametrize("deed", list(OF_A_SWAP))
def test_a_swap_of_weeks_is_between_the_two(deed: Deed) -> None:
    swap = Swap(
        id=1,
        asker_id=CHEN.id,
        other_id=WU.id,
        week=date(2026, 11, 30),
        in_return=None,
        state=SwapState.ASKED,
        asked_at=NOW,
        decided_at=None,
        reason="",
    )

    assert who_may(deed, swap) == OF_A_SWAP[deed]


OF_NOTHING = {
    Deed.RUN_CYCLES: {"company", "hr"},
    Deed.FILE_REQUEST: set(EVERYBODY),
    Deed.FOLLOW_REQUEST: set(EVERYBODY),
    Deed.TRIAGE: {"desk", "admin"},
    Deed.READ_QUEUE: {"desk", "admin"},
    Deed.READ_OWN_REQUESTS: set(EVERYBODY),
    Deed.KEEP_ANSWERS: {"desk", "admin"},
    Deed.ASSESS: {"desk", "admin"},
    Deed.WRITE_BRIEF: {"desk", "admin"},
    Deed.READ_BRIEF: {"desk", "admin", "developer"},
    Deed.KEEP_GLOSSARY: {"desk", "admin"},
    Deed.IMPORT_GLOSSARY: {"company"},
    Deed.ASK_WHO_IS_ON_DUTY: set(EVERYBODY),
    Deed.DECIDE_DUTY: {"desk", "admin"},
    Deed.HAND_OVER: {"desk", "admin"},
    Deed.CONFIRM_WORDING: {"desk", "admin"},
    Deed.LOG_CALL: {"desk"},
    Deed.LIST_HANDOVERS: {"desk", "admin", "developer"},
    Deed.LEAD_PROJECT: {"desk", "admin"},
    Deed.ASK_FOR_SWAP: {"desk"},
    Deed.CHOOSE_DESK_HOURS: {"desk"},
    Deed.CHOOSE_PINGS: {"developer"},
    Deed.COUNT_PINGS: {"developer", "desk"},
    Deed.KEEP_EVIDENCE: set(EVERYBODY),
    Deed.CHANGE_MESSAGE: set(EVERYBODY),
    Deed.OPEN_HOME: set(EVERYBODY),
    Deed.PUT_OFF_REMINDER: set(EVERYBODY),
    Deed.READ_OWN_REMINDER: set(EVERYBODY),
    Deed.CHOOSE_RHYTHM: set(EVERYBODY),
    Deed.KEEP_DRAFT: set(EVERYBODY),
    Deed.BE_AWAY: set(EVERYBODY),
    Deed.IMPORT_LEAVE: {"company"},
    Deed.GIVE_FEEDBACK: set(EVERYBODY),
    Deed.WRITE_TO_STEWARD: set(EVERYBODY),
    Deed.BE_POINTED_TO_THE_DESK: set(EVERYBODY),
    Deed.GET_TO_KNOW: set(EVERYBODY),
    Deed.READ_CONCERNS: {"admin"},
    Deed.IMPORT_ORGANISATION: {"company"},
    Deed.ADD_SCHEME: {"company"},
    Deed.ADD_POST: {"company"},
    Deed.IMPORT_PLAN: {"company", "hr"},
    Deed.READ_PLAN: set(EVERYBODY),
    Deed.RUN_STEWARD: {"company"},
}


@pytest.mark.parametrize("deed", list(OF_NOTHING))
def test_the_rest_goes_by_role(deed: Deed) -> None:
    assert who_may(deed) == OF_NOTHING[deed]


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


def test_every_deed_is_pinned_here() -> None:
    subjects = (
        OF_A_REVIEW,
        OF_ANOTHERS_NOW,
        OF_GOALS,
        OF_A_FORM,
        OF_A_CHECK_IN,
        OF_A_DIGEST,
        OF_A_GLANCE,
        OF_A_REPORT,
        OF_A_SHARED_KPI,
        OF_A_REQUEST,
        OF_A_STEP,
        OF_A_PING,
        OF_A_HANDOVER,
        OF_A_PROJECT,
        OF_A_SWAP,
        OF_A_REACTION,
        OF_A_CALL,
        OF_A_FIGURE,
        OF_FEEDBACK,
        OF_SOMEBODY,
        {Deed.READ_SUGGESTION, Deed.ANSWER_SUGGESTION},
        {Deed.DELEGATE, Deed.END_DELEGATION},
        OF_A_CASE,
        OF_NOTHING,
    )
    pinned = [deed for table in subjects for deed in table]
    pinned += [Deed.READ_TAKEN_UP, Deed.READ_REACH, Deed.EXPLAIN]

    assert sorted(pinned) == sorted(MAY) == sorted(Deed)


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
        ("chen", State.CONFIRMED, True),
        ("wu", State.SCORED, False),
        ("hr", State.SCORED, False),
        ("boss", State.SCORED, False),
    ],
)
def test_what_the_manager_gave_is_for_the_employee_once_it_is_confirmed(
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
        (State.CONFIRMED, {"liu", "boss", "hr", "chen"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_how_it_was_computed_is_for_each_side_from_its_own_moment_on(state: State, allowed: set[str]) -> None:
    looked_at = replace(at_work(state), lookers=(8, 9))

    assert who_may(Deed.EXPLAIN, looked_at) == allowed


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.PRODUCT_MANAGER, True), (Role.ADMIN, True), (Role.HR, False), (Role.DEVELOPER, False)],
)
def test_product_managers_and_the_admin_answer(role: Role, allowed: bool) -> None:
    assert may(Deed.TRIAGE, replace(WU, roles=frozenset({role}))) is allowed


def test_whoever_may_not_is_refused_as_the_use_case_says_and_nobody_else_is_looked_up() -> None:
    refusal = Refusal("review.not_yours")

    require(Deed.READ_CONCERNS, EVERYBODY["admin"], refuse=lambda: pytest.fail("asked for nothing"))
    with pytest.raises(Refusal) as refused:
        require(Deed.READ_CONCERNS, WU, refuse=lambda: refusal)

    assert refused.value is refusal


def test_where_the_use_case_has_no_words_of_its_own_it_is_not_theirs() -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        require(Deed.READ_CONCERNS, WU)


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
