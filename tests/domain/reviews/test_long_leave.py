"""Until when the self-score is taken of somebody who is on leave while it is."""

from datetime import date

import pytest

from bot.domain.absences import Absence, Source
from bot.domain.calendar import Calendar
from bot.domain.reviews.long_leave import cannot_look, taken_until

EARLY, FIRST, CLOSES = date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 22)


def away(first: date, last: date | None) -> Absence:
    return Absence(person_id=2, first=first, last=last, source=Source.FILE)


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        ([], None),
        ([away(EARLY, date(2027, 2, 28))], date(2027, 3, 5)),
        ([away(date(2027, 1, 4), date(2027, 1, 22))], date(2027, 1, 29)),
        ([away(date(2027, 1, 5), date(2027, 2, 28))], None),
        ([away(EARLY, date(2027, 1, 21))], None),
        ([away(EARLY, None)], None),
        (
            [away(EARLY, date(2027, 1, 10)), away(date(2027, 1, 11), date(2027, 1, 31))],
            date(2027, 2, 11),
        ),
        (
            [away(EARLY, date(2027, 1, 22)), away(date(2027, 1, 25), date(2027, 1, 31))],
            date(2027, 2, 11),
        ),
    ],
    ids=[
        "none",
        "long",
        "just so",
        "one day there",
        "back before",
        "no end",
        "two together",
        "weekend between",
    ],
)
def test_until_some_days_after_the_leave(absences: list[Absence], expected: date | None) -> None:
    calendar = Calendar("CN")

    assert taken_until(absences, first=FIRST, closes=CLOSES, days=5, calendar=calendar) == expected


@pytest.mark.parametrize(
    ("last", "due", "cannot"),
    [
        (date(2027, 1, 22), CLOSES, True),
        (date(2027, 1, 21), CLOSES, False),
        (None, CLOSES, True),
        (date(2027, 1, 7), date(2027, 1, 5), False),
        (date(2027, 1, 8), date(2027, 1, 5), True),
    ],
    ids=["until it is due", "back on that day", "no end", "a few days, and late", "five days, and late"],
)
def test_whoever_is_away_until_it_is_due_and_for_as_long_as_one_has_cannot_look(
    last: date | None, due: date, cannot: bool
) -> None:
    absences = [away(EARLY, last)]
    calendar = Calendar("CN")

    assert cannot_look(absences, today=date(2027, 1, 4), due=due, days=5, calendar=calendar) is cannot
