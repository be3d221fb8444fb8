"""The days of a review whose self-score alone is taken for longer."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar import Calendar
from bot.domain.policy import Schedule
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.reopen import own_days
from bot.errors import Refusal
from tests.builders.approval import review

CYCLE = replace(
    review().cycle,
    self_score_due=date(2027, 1, 8),
    self_score_closes=date(2027, 1, 22),
    approval_due=date(2027, 1, 15),
    second_look_due=date(2027, 1, 22),
)


def days(until: date) -> Dates:
    return own_days(until, cycle=CYCLE, name="Chen Jie", schedule=Schedule(), calendar=Calendar("CN"))


def test_the_steps_after_it_have_as_many_working_days_as_ever() -> None:
    assert days(date(2027, 1, 25)) == Dates(
        self_score_due=date(2027, 1, 25),
        self_score_closes=date(2027, 1, 25),
        approval_due=date(2027, 2, 1),
        second_look_due=date(2027, 2, 12),
    )


@pytest.mark.parametrize("until", [date(2027, 1, 22), date(2027, 1, 4)])
def test_a_day_that_gives_no_more_time_is_refused(until: date) -> None:
    with pytest.raises(Refusal, match=r"reopen\.not_later"):
        days(until)


def test_a_review_without_days_of_its_own_has_its_cycles() -> None:
    assert CYCLE.with_days(None) is CYCLE
    own = CYCLE.with_days(days(date(2027, 1, 25)))
    assert (own.self_score_closes, own.approval_due, own.name) == (
        date(2027, 1, 25),
        date(2027, 2, 1),
        CYCLE.name,
    )
