"""Who may see or do what of a website request, and of what becomes of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from bot.domain.access import Deed
from bot.domain.intake.pings import Deflected
from bot.domain.intake.reaction import Reacted
from bot.domain.intake.request import Request
from bot.domain.intake.swap import Swap
from bot.domain.intake.swap_way import State as SwapState
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State as RequestState
from bot.domain.nudging.reach import Headed
from tests.builders.deeds import EVERYBODY, NOW, who_may
from tests.builders.people import CHEN, LIU, WU

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


OF_A_REPORT = {Deed.READ_REPORT: {"desk", "boss", "company"}}


def test_the_desk_in_figures_is_for_product_managers_and_whoever_heads_a_department() -> None:
    headed = Headed(department="", heads=frozenset({EVERYBODY["boss"].id}))

    assert who_may(Deed.READ_REPORT, headed) == OF_A_REPORT[Deed.READ_REPORT]


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
