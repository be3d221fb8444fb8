"""Who is away when, and what a newer word makes of an older one."""

from datetime import date, timedelta

import pytest

from bot.domain.absences import (
    Absence,
    Away,
    Source,
    away_on,
    check_span,
    given_way,
    is_away,
    standing_on,
)
from bot.domain.calendar import Calendar
from bot.errors import Refusal

CHINA = Calendar("CN")
TODAY = date(2026, 11, 25)


def nov(day: int) -> date:
    return date(2026, 10, 31) + timedelta(days=day)


def absence(first: int, last: int | None, source: Source = Source.OWN) -> Absence:
    return Absence(person_id=1, first=nov(first), last=nov(last) if last else None, source=source)


@pytest.mark.parametrize(("day", "expected"), [(23, False), (24, True), (26, True), (27, False)])
def test_both_ends_of_an_absence_are_days_away(day: int, expected: bool) -> None:
    assert is_away([absence(24, 26), absence(2, 3)], nov(day)) is expected


def test_an_absence_without_an_end_goes_on() -> None:
    assert is_away([absence(24, None)], date(2030, 1, 1))
    assert not is_away([], TODAY)


@pytest.mark.parametrize(
    ("absences", "first", "last", "back"),
    [
        ([absence(25, 26)], 25, 26, 27),
        ([absence(20, 27)], 20, 27, 30),
        # What touches is one absence, and so is what only a weekend lies between.
        ([absence(25, 26), absence(27, 27, Source.FILE)], 25, 27, 30),
        ([absence(24, 27), absence(30, 31, Source.FILE)], 24, 31, 32),
        ([absence(24, 25), absence(27, 30)], 24, 25, 26),
        ([absence(25, 25), absence(23, 24), absence(19, 20), absence(17, 17)], 19, 25, 26),
        ([absence(24, 25), absence(20, 28)], 20, 28, 30),
        ([absence(24, 26), absence(25, None)], 24, None, None),
    ],
)
def test_what_joins_is_one_absence(
    absences: list[Absence], first: int, last: int | None, back: int | None
) -> None:
    away = away_on(absences, TODAY, calendar=CHINA)

    assert away == Away(
        first=nov(first), last=nov(last) if last else None, back_on=nov(back) if back else None
    )


def test_how_it_stands_says_what_is_coming_after_what_is_now() -> None:
    later = [absence(30 + 2 * each, 30 + 2 * each) for each in range(1, 9)]

    now = standing_on([absence(25, 27), absence(30, 30), *later], TODAY, calendar=CHINA)
    there = standing_on([absence(40, 41), absence(300, 301)], TODAY, calendar=CHINA)

    assert now.now == Away(first=nov(25), last=nov(30), back_on=nov(31))
    assert [each.first for each in now.coming] == [nov(32 + 2 * each) for each in range(6)]
    assert now.more == 2
    assert (there.now, there.coming) == (None, (absence(40, 41),))
    assert standing_on([], TODAY, calendar=CHINA).is_empty
    assert standing_on([absence(25, None), absence(30, 31)], TODAY, calendar=CHINA).coming == ()


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (25, 27, None),
        (20, 25, None),
        (25, None, None),
        (28, 27, "away.ends_before"),
        (28, 24, "away.past"),
        (20, 24, "away.past"),
        (-30, 27, "away.long_ago"),
        (25, 500, "away.too_long"),
        (500, None, "away.too_long"),
    ],
)
def test_what_somebody_says_of_themselves_makes_sense(first: int, last: int | None, code: str | None) -> None:
    if code is None:
        check_span(nov(first), nov(last) if last else None, today=TODAY, written="")
        return
    with pytest.raises(Refusal, match=code) as refused:
        check_span(nov(first), nov(last) if last else None, today=TODAY, written="until then")
    assert refused.value.facts["text"] == "until then"


@pytest.mark.parametrize(
    ("older", "newer", "ended_on"),
    [
        (absence(20, 30), (25, 27), 25),
        (absence(25, 30), (25, 40), 25),
        (absence(26, 30), (28, 40), 26),
        (absence(20, 30), (28, 40), 28),
        (absence(20, 24), (25, 40), None),
        (absence(26, 30), (31, 40), None),
        (absence(26, None), (31, 40), 26),
        (absence(20, 30), (18, None), 20),
    ],
)
def test_an_older_word_gives_way_where_a_newer_one_overlaps_it(
    older: Absence, newer: tuple[int, int | None], ended_on: int | None
) -> None:
    last = nov(newer[1]) if newer[1] else None

    assert given_way(older, nov(newer[0]), last, today=TODAY) == (nov(ended_on) if ended_on else None)
