"""Hours as people write them."""

import pytest

from bot.domain.intake.hours import as_kept, of_kept, parse_hours
from bot.errors import Refusal


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("9-18", "09:00-18:00"),
        ("9-18 lunch 12-13:30", "09:00-12:00,13:30-18:00"),
        ("9:30-18:30, break 12:00-13:00", "09:30-12:00,13:00-18:30"),
        ("9.30 – 18.30 Lunch: 12 – 13", "09:30-12:00,13:00-18:30"),
        ("９：３０－１８：３０ 午休 12:00-13:00", "09:30-12:00,13:00-18:30"),
        ("9点", None),
        ("9 to 18 with lunch 12 to 13 and break 15-15:15", "09:00-12:00,13:00-15:00,15:15-18:00"),
        ("22-6 break 2-3", "22:00-02:00,03:00-06:00"),
        ("0-24", "00:00-00:00"),
        ("", None),
        ("18", None),
        ("25-26", None),
        ("9:75-18", None),
        ("9-9", None),
        ("24-6", None),
        ("9-18 and sometimes 20-21", None),
        ("9-18 1-2 2-3 3-4 4-5 5-6", None),
    ],
)
def test_they_are_read_or_refused(said: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(Refusal, match=r"hours\.usage"):
            parse_hours(said)
    else:
        hours = parse_hours(said)
        assert as_kept(hours) == kept
        assert of_kept(kept) == hours


@pytest.mark.parametrize("said", ["9-18 lunch 19-20", "9-18 lunch 8-10", "22-6 lunch 12-13"])
def test_a_break_is_between_two_times_of_work(said: str) -> None:
    with pytest.raises(Refusal, match=r"hours\.break_outside"):
        parse_hours(said)
