"""By when a self-score is due: on the cycle's day, or for who joins after the others on the closing one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.reviews.facts import joins_late
from tests.builders.agreement import CYCLE

SCORING = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)
"""Before the quarter ends, on 31 March."""
AFTER = datetime(2027, 4, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "opened", "late"),
    [
        # Everybody's scoring begins as it is opened, before the period ends or after.
        (SCORING, SCORING, False),
        (AFTER, AFTER, False),
        # Who joins later, but still within the period, has as many days as the others.
        (datetime(2027, 3, 31, 2, 0, tzinfo=UTC), SCORING, False),
        (datetime(2027, 4, 1, 2, 0, tzinfo=UTC), SCORING, True),
        (AFTER, SCORING, True),
        # Cycles without a second moment have nobody who joins.
        (AFTER, None, False),
    ],
)
def test_who_joins_after_the_others_and_after_the_period_joins_late(
    since: datetime, opened: datetime | None, late: bool
) -> None:
    assert joins_late(since, ends_on=CYCLE.ends_on, scoring_opened_at=opened) is late
    cycle = replace(CYCLE, scoring_opened_at=opened)
    due = cycle.self_score_due_since(since)
    assert due == (date(2027, 4, 22) if late else date(2027, 4, 8))
