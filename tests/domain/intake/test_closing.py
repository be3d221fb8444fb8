"""How long the end of a request waits, and how long it can be taken back."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.intake.closing import closes_on, confirmation_of, reopens_until
from bot.domain.intake.lapse import Wait
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import REQUEST, State
from bot.domain.policy import Policy
from tests.builders.intake import MORNING
from tests.builders.people import CHEN

DONE = Request(
    id=1,
    requester_id=CHEN.id,
    owner_id=7,
    state=State.DONE,
    urgency=Urgency.TODAY,
    answer_by=MORNING,
    promised_for=None,
    owed_since=MORNING,
    version=3,
)


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (0, 0, Wait.GOES_ON),
        (3, 0, Wait.GOES_ON),
        (4, 0, Wait.REMIND),
        (4, 12, Wait.GOES_ON),
        (5, 0, Wait.GOES_ON),
        (8, 0, Wait.REMIND),
        (8, 12, Wait.GOES_ON),
        (8, 14, Wait.LAPSED),
        (9, 0, Wait.LAPSED),
    ],
)
def test_who_says_nothing_is_asked_once_more_after_three_working_days_and_no_more_after_six(
    days: int, hours: int, expected: Wait
) -> None:
    now: datetime = MORNING + timedelta(days=days, hours=hours)

    assert confirmation_of(DONE, requester=CHEN, policy=Policy(), now=now) is expected


def test_the_last_day_is_one_of_the_requesters_working_days() -> None:
    assert closes_on(MORNING, requester=CHEN, policy=Policy()) == date(2026, 12, 1)


@pytest.mark.parametrize("state", State)
def test_only_what_is_closed_for_good_is_reopened_for_two_weeks_only(state: State) -> None:
    until = reopens_until(REQUEST.stage(state), since=MORNING)

    is_final = state in (State.CONFIRMED, State.UNCONFIRMED)
    assert until == (MORNING + timedelta(days=14) if is_final else None)
