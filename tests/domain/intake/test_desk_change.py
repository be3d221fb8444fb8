"""Which open requests go with the desk."""

from datetime import UTC, datetime

import pytest

from bot.domain.intake.desk_change import goes_over
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "owner_is_there", "expected"),
    [
        (State.NEW, True, True),
        (State.ASKED, True, True),
        (State.ACCEPTED, True, False),
        (State.ACCEPTED, False, True),
        (State.DONE, False, False),
        (State.ANSWERED, True, False),
    ],
)
def test_what_waits_goes_over_and_what_was_accepted_stays_with_who_is_there(
    state: State, owner_is_there: bool, expected: bool
) -> None:
    request = Request(
        id=1,
        requester_id=1,
        owner_id=2,
        state=state,
        urgency=Urgency.TODAY,
        answer_by=NOW,
        promised_for=None,
        owed_since=NOW,
        version=1,
    )

    assert goes_over(request, owner_is_there=owner_is_there) is expected
