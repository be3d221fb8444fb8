"""Figures are asked for once, when the last of them should be there, and due before scores are."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.figure_obligations import Terms, implied
from bot.domain.obligations import Kind, Subject
from tests.builders.people import SUN

OPENED = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
TERMS = Terms(
    cycle_id=3,
    period="2026Q4",
    since=OPENED,
    ends_on=date(2026, 12, 31),
    self_score_due=date(2027, 1, 11),
    hour=10,
)


def at_ten(month: int, day: int, year: int = 2027) -> datetime:
    """10:00 in Hangzhou."""
    return datetime(year, month, day, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arrives_days", "asked_at"),
    [
        (0, at_ten(12, 31, 2026)),
        (1, at_ten(1, 4)),  # New Year's Day, then a weekend
        (5, at_ten(1, 5)),
        (30, at_ten(1, 8)),  # later than they are due: asked for on that day
    ],
)
def test_they_are_asked_for_on_the_working_day_on_which_the_last_should_be_there(
    arrives_days: int, asked_at: datetime
) -> None:
    owed = implied(SUN, arrives_days=arrives_days, terms=TERMS)

    assert owed.opens_at == asked_at
    assert owed.due_on == date(2027, 1, 8)  # the Friday before the Monday on which self-scores are due


def test_a_cycle_that_is_opened_late_asks_at_once() -> None:
    late = datetime(2027, 1, 6, 4, 0, tzinfo=UTC)

    owed = implied(SUN, arrives_days=0, terms=Terms(**{**vars(TERMS), "since": late}))

    assert (owed.opens_at, owed.since) == (late, late)


def test_all_of_a_period_are_one_step_of_one_person() -> None:
    owed = implied(SUN, arrives_days=0, terms=TERMS)

    assert (owed.person_id, owed.kind, owed.subject, owed.subject_id) == (
        SUN.id,
        Kind.FIGURES,
        Subject.FIGURES,
        3,
    )
    assert (owed.period, owed.lapses_on) == ("2026Q4", None)
