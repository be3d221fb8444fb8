"""Whom a row means, and which day it names."""

from datetime import date

import pytest

from bot.domain.listed_people import Known, ListedPeople, Unclear, day_of

CHEN, WU = Known(id=1, name="Chen Jie", has_left=False), Known(id=2, name="Wu Min", has_left=True)
PEOPLE = ListedPeople(
    addresses={"chen@example.com": CHEN, "wu@example.com": WU}, numbers={"1": CHEN, "2": WU}
)


@pytest.mark.parametrize(
    ("email", "number", "found"),
    [
        (" Chen@Example.com ", "", CHEN),
        ("", "２", WU),
        ("chen@example.com", "1", CHEN),
        ("", "", "whose"),
        ("nobody@example.com", "1", "nobody_known"),
        ("chen@example.com", "9", "no_number"),
        ("chen@example.com", "2", "two_people"),
    ],
)
def test_it_is_whom_both_mean_or_it_is_said_why_not(email: str, number: str, found: Known | str) -> None:
    said = PEOPLE.find(email=email, number=number)

    assert (said.code if isinstance(said, Unclear) else said) == found


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026年12月4日", date(2026, 12, 4)),
        ("2026/1/4 00:00:00", date(2026, 1, 4)),
        ("2026-02-30", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: date | None) -> None:
    assert day_of(written) == day
