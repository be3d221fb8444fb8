"""By when a self-score is due: the cycle's day, and the closing day for whoever joins late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.reviews.facts import joins_late
from tests.builders.approval import review

ENDS = date(2026, 12, 31)
OPENED = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
IN_TIME = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
LATE = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "opened_at", "is_late"),
    [
        (OPENED, OPENED, False),
        (IN_TIME, OPENED, False),
        (LATE, OPENED, True),
        # With everybody else, where scoring itself was opened after the period.
        (LATE, LATE, False),
        (LATE, None, False),
    ],
)
def test_whoever_begins_after_the_period_and_after_the_others_joins_late(
    since: datetime, opened_at: datetime | None, is_late: bool
) -> None:
    assert joins_late(since, ends_on=ENDS, scoring_opened_at=opened_at) is is_late

    cycle = replace(review().cycle, scoring_opened_at=opened_at)
    due = cycle.self_score_closes if is_late else cycle.self_score_due
    assert cycle.self_score_due_since(since) == due


def test_what_stands_of_a_review_is_the_managers_score_where_there_is_one() -> None:
    facts = review()

    assert facts.holding == facts.own
