"""A reminder that Slack held up past its hours counts for nothing, unless it may have come through."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.notices import GoalsOpened
from bot.domain.nudging.notices import Nudged
from bot.domain.policy import Policy
from bot.services.nudging.unsaid import was_never_said
from storage.unit import Store
from tests.builders.people import Company

FRIDAY = date(2027, 1, 8)
IN_HOURS = datetime(2027, 1, 8, 9, 30, tzinfo=UTC)
"""17:30 in Hangzhou."""
AFTER = datetime(2027, 1, 8, 10, 30, tzinfo=UTC)
"""18:30 there: work is over, the day is not."""
NEXT_DAY = datetime(2027, 1, 9, 2, 0, tzinfo=UTC)
HOURS = Policy().hours.office


@pytest.mark.parametrize(
    ("unsure", "now", "counts"),
    [
        (False, IN_HOURS, False),
        (False, NEXT_DAY, False),
        (True, IN_HOURS, True),
        (True, AFTER, False),
        (True, NEXT_DAY, False),
    ],
)
def test_it_counts_only_where_an_earlier_try_may_have_come_through_and_another_can_still(
    store: Store, people: Company, unsure: bool, now: datetime, counts: bool
) -> None:
    who = people.employee.id
    with store.begin() as unit:
        unit.nudges.record({who: FRIDAY}, at=IN_HOURS)

        notice = Nudged(to=who, day=FRIDAY.isoformat())
        assert was_never_said(unit, notice, unsure=unsure, hours=HOURS, now=now) is not counts

    with store.read() as unit:
        assert unit.nudges.was_nudged(who) is counts


def test_what_is_no_reminder_always_counts(store: Store, people: Company) -> None:
    news = GoalsOpened(to=people.employee.id, goals_id=1)

    with store.begin() as unit:
        assert not was_never_said(unit, news, unsure=False, hours=HOURS, now=NEXT_DAY)
