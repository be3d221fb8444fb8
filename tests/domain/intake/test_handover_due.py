"""When an owner hears that a hand-over is late, or with nobody: in their own hours, and while it is open."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.handover_due import Want, want_of
from bot.domain.intake.handover_way import State
from bot.domain.people import Person
from bot.domain.policy import Policy
from tests.builders.people import CHEN, SUN
from tests.domain.intake.test_handover import HANDED

DUE = date(2027, 12, 2)
FRIDAY_MORNING = datetime(2027, 12, 3, 2, 0, tzinfo=UTC)
GONE = replace(CHEN, left_on=date(2027, 12, 1))


@pytest.mark.parametrize(
    ("assignee", "due_on", "state", "now", "want"),
    [
        (CHEN, None, State.STARTED, FRIDAY_MORNING, None),
        (CHEN, DUE, State.STARTED, FRIDAY_MORNING, Want.LATE),
        (CHEN, date(2027, 12, 3), State.STARTED, FRIDAY_MORNING, None),
        (CHEN, DUE, State.DONE, FRIDAY_MORNING, None),
        (CHEN, DUE, State.STARTED, datetime(2027, 12, 2, 18, 0, tzinfo=UTC), None),
        (CHEN, DUE, State.STARTED, datetime(2027, 12, 4, 2, 0, tzinfo=UTC), None),
        (GONE, DUE, State.STARTED, FRIDAY_MORNING, Want.ANOTHER),
    ],
)
def test_the_owner_hears_of_a_developer_who_left_and_of_a_day_that_is_over(
    assignee: Person, due_on: date | None, state: State, now: datetime, want: Want | None
) -> None:
    handover = replace(HANDED, due_on=due_on, state=state)

    assert want_of(handover, assignee=assignee, owner=SUN, policy=Policy(), now=now) is want


def test_nobody_hears_where_the_owner_left_too() -> None:
    owner = replace(SUN, left_on=date(2027, 12, 1))

    assert want_of(HANDED, assignee=GONE, owner=owner, policy=Policy(), now=FRIDAY_MORNING) is None
