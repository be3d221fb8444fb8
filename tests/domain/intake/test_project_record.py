"""What is put on record of a project: days as somebody types them."""

import pytest

from bot.domain.intake.project_record import days_in


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("5", (5, 5)),
        (" 5 - 8 ", (5, 8)),
        ("8–5", (5, 8)),
        ("5 to 8 days", (5, 8)),
        ("5至8天", (5, 8)),
        ("5 到 8 个工作日", (5, 8)),
        ("10日", (10, 10)),
        ("999", (999, 999)),
        ("1000", None),
        ("0-3", None),
        ("five", None),
        ("5.5", None),
        ("-5", None),
        ("", None),
    ],
)
def test_a_number_or_a_range_of_days(said: str, days: tuple[int, int] | None) -> None:
    assert days_in(said) == days
