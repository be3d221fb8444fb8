"""When somebody hears that their pocket is empty."""

from datetime import date

import pytest

from bot.domain.weeks.pocket_reminder import Running, is_told, month_of

Q1 = Running(period="2027Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
FEBRUARY = date(2027, 2, 5)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 1, 14), False),
        (date(2027, 1, 15), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_an_empty_pocket_is_told_of_from_the_third_week_to_the_end(day: date, told: bool) -> None:
    assert is_told(2, Q1, day=day, keeps=(), silent=()) is told


def test_nobody_hears_it_who_keeps_something_or_wants_silence_or_has_no_goals() -> None:
    assert not is_told(2, Q1, day=FEBRUARY, keeps={2}, silent=())
    assert not is_told(2, Q1, day=FEBRUARY, keeps=(), silent={2})
    assert not is_told(2, None, day=FEBRUARY, keeps=(), silent=())
    assert is_told(2, Q1, day=FEBRUARY, keeps={3}, silent={3})


def test_a_month_is_one_of_a_year() -> None:
    assert month_of(FEBRUARY) == "2027-02"
    assert month_of(date(2028, 2, 1)) != month_of(FEBRUARY)
