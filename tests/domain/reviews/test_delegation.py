"""Which reviews go over to whoever is in a manager's place."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.reviews.delegation import Delegation
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MANAGER, DELEGATE, HR, EMPLOYEE = 1, 5, 9, 2
THEIRS = Review(
    id=7,
    cycle_id=3,
    employee_id=EMPLOYEE,
    manager_id=MANAGER,
    sheet_id=1,
    state=State.SELF_SCORED,
    owed_since=NOW,
    version=4,
)
STANDING = Delegation(
    id=1,
    manager_id=MANAGER,
    delegate_id=DELEGATE,
    until_on=date(2027, 1, 15),
    reason="On leave",
    by_id=HR,
    at=NOW,
)


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (THEIRS, True),
        (replace(THEIRS, state=State.GOALS_AGREED), True),
        (replace(THEIRS, state=State.SCORED), False),
        (replace(THEIRS, manager_id=8), False),
        (replace(THEIRS, employee_id=DELEGATE), False),
        (replace(THEIRS, employee_id=HR), False),
    ],
    ids=["handed in", "not yet", "decided", "another's", "the delegate's own", "of whoever decided it"],
)
def test_what_goes_over(review: Review, expected: bool) -> None:
    assert STANDING.takes(review) is expected
