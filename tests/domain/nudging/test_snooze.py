"""To which days a reminder can be put off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.absences import Absence, Source
from bot.domain.calendar import Calendar
from bot.domain.nudging.snooze import DAY, Offers, chosen, offers
from bot.domain.obligations import Kind, Owed
from bot.errors import Refusal
from tests.builders.people import CHEN

SHANGHAI, RIYADH, JERUSALEM, BRUNEI = "Asia/Shanghai", "Asia/Riyadh", "Asia/Jerusalem", "Asia/Brunei"
TUESDAY = datetime(2027, 3, 2, 2, 0, tzinfo=UTC)
"""10:00 in Chengdu, with no holiday near."""


def local(zone: str, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc, arg-type]


def march(day: int) -> date:
    return date(2027, 3, day)


def owed(*due: int) -> tuple[Owed, ...]:
    return tuple(
        Owed(kind=Kind.REPLY, subject_id=day, who="Sun Li", since=TUESDAY, due_on=march(day), minutes=2)
        for day in due
    )


def away(first: int, last: int | None) -> Absence:
    return Absence(
        person_id=CHEN.id, first=march(first), last=march(last) if last else None, source=Source.OWN
    )


def test_what_is_taken_today_for_the_last_time_cannot_be_put_off() -> None:
    [closing] = [replace(each, lapses_on=march(2)) for each in owed(1)]

    assert offers(CHEN, [closing], now=TUESDAY) == Offers(
        tomorrow=None, next_week=None, latest=None, due=None
    )
    assert offers(CHEN, [closing, *owed(5)], now=TUESDAY) == offers(CHEN, owed(5), now=TUESDAY)


def test_what_is_late_can_be_put_off_until_it_is_taken_no_more() -> None:
    [closing] = [replace(each, lapses_on=march(4)) for each in owed(2)]

    offered = offers(CHEN, [closing], now=TUESDAY)

    assert (offered.latest, offered.next_week) == (march(4), march(4))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((2026, 11, 27, 16, 5), date(2026, 11, 30)),
        ((2026, 11, 30, 0, 5), date(2026, 12, 7)),
        ((2026, 10, 2, 9, 0), date(2026, 10, 8)),
        ((2027, 2, 4, 16, 0), date(2027, 2, 11)),
    ],
    ids=["friday", "on a monday: the next", "national day", "spring festival"],
)
def test_on_monday_means_the_next_monday_or_the_first_working_day_after_it(
    moment: tuple[int, ...], day: date
) -> None:
    assert offers(CHEN, (), now=local(SHANGHAI, *moment)).next_week == day


@pytest.mark.parametrize(
    ("zone", "country", "moment", "day"),
    [
        (RIYADH, "SA", (2026, 11, 26, 16, 5), date(2026, 11, 29)),
        (RIYADH, "SA", (2026, 11, 29, 9, 0), date(2026, 12, 6)),
        (JERUSALEM, "IL", (2026, 11, 26, 16, 5), date(2026, 11, 29)),
        (BRUNEI, "BN", (2026, 11, 26, 16, 5), date(2026, 11, 30)),
        (SHANGHAI, "CN", (2026, 11, 27, 16, 5), date(2026, 11, 30)),
    ],
)
def test_next_week_begins_where_the_weekend_of_that_country_ends(
    zone: str, country: str, moment: tuple[int, ...], day: date
) -> None:
    there = replace(CHEN, timezone=zone, calendar=Calendar(country))

    assert offers(there, (), now=local(zone, *moment)).next_week == day


@pytest.mark.parametrize(
    ("due", "absences", "expected"),
    [
        ((), (), (3, 8, 9, None)),
        ((25,), (), (3, 8, 25, 25)),
        ((25, 4), (), (3, 4, 4, 4)),
        ((3,), (), (3, 3, 3, 3)),
        ((2,), (), (3, 8, 9, None)),
        ((1, 25), (), (3, 8, 9, None)),
        ((1, 4), (), (3, 4, 4, 4)),
        ((7,), (), (3, 5, 5, 7)),
        ((25,), (away(3, 8),), (9, 9, 25, 25)),
        ((5,), (away(3, 8),), (None, None, None, 5)),
        ((), (away(3, None),), (None, None, None, None)),
    ],
    ids=[
        "nothing",
        "due in weeks",
        "the soonest counts",
        "due tomorrow",
        "due today",
        "late, and due in weeks",
        "late, and due soon",
        "due on a Sunday",
        "away until Monday",
        "away until it is due",
        "away without an end",
    ],
)
def test_no_later_than_it_is_due_nor_than_it_may_stay_unsaid(
    due: tuple[int, ...],
    absences: Sequence[Absence],
    expected: tuple[int | None, int | None, int | None, int | None],
) -> None:
    found = offers(CHEN, owed(*due), absences=absences, now=TUESDAY)

    shown = (found.tomorrow, found.next_week, found.latest, found.due)
    assert tuple(each.day if each else None for each in shown) == expected


@pytest.mark.parametrize(
    ("due", "day", "expected"), [(25, 4, 4), (25, 6, 8), (25, 25, 25), (7, 6, 5), (7, 7, 5)]
)
def test_a_day_off_is_moved_to_the_next_working_day_but_not_past_what_is_due(
    due: int, day: int, expected: int
) -> None:
    offered = offers(CHEN, owed(due), now=TUESDAY)

    assert chosen(march(day), offered, CHEN, now=TUESDAY) == march(expected)


@pytest.mark.parametrize(
    ("due", "day", "code", "facts"),
    [
        (25, 1, "reminder.past", {}),
        (25, 2, "reminder.past", {}),
        (25, 26, "reminder.past_due", {"latest": march(25), "due": march(25)}),
        (1, 10, "reminder.past_due", {"latest": march(9), "due": None}),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_the_field(
    due: int, day: int, code: str, facts: dict[str, date | None]
) -> None:
    offered = offers(CHEN, owed(due), now=TUESDAY)

    with pytest.raises(Refusal, match=code) as refused:
        chosen(march(day), offered, CHEN, now=TUESDAY)

    assert (refused.value.field, refused.value.facts) == (DAY, facts)


def test_where_there_is_no_day_left_that_is_said() -> None:
    none = Offers(tomorrow=None, next_week=None, latest=None, due=march(5))

    with pytest.raises(Refusal, match=r"reminder\.no_day"):
        chosen(march(4), none, CHEN, now=TUESDAY)
