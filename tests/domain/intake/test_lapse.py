"""How long a question waits, by the requester's own days."""

from datetime import datetime, timedelta

import pytest

from bot.domain.intake.lapse import Wait, lapses_on, wait_of
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State
from bot.domain.policy import Policy
from tests.builders.intake import MORNING
from tests.builders.people import CHEN

ASKED = Request(
    id=1,
    requester_id=CHEN.id,
    owner_id=7,
    state=State.ASKED,
    urgency=Urgency.TODAY,
    answer_by=MORNING,
    promised_for=None,
    owed_since=MORNING,
    version=2,
)


def wait(at: datetime) -> Wait:
    return wait_of(ASKED, requester=CHEN, policy=Policy(), now=at)


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (0, 0, Wait.GOES_ON),
        (2, 0, Wait.GOES_ON),
        (3, 0, Wait.REMIND),
        (3, 12, Wait.GOES_ON),
        (5, 0, Wait.GOES_ON),
        (7, 0, Wait.REMIND),
        (14, 0, Wait.REMIND),
        (15, 0, Wait.LAPSED),
    ],
)
def test_it_is_reminded_in_working_hours_and_closed_when_the_last_day_is_over(
    days: int, hours: int, expected: Wait
) -> None:
    """Asked on Monday 23 November at 10:00."""
    assert wait(MORNING + timedelta(days=days, hours=hours)) is expected


def test_the_last_day_is_the_tenth_working_day() -> None:
    assert lapses_on(MORNING, requester=CHEN, policy=Policy()).isoformat() == "2026-12-07"
