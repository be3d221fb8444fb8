"""Who has the desk in which week, and who stands in."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.absences import Absence, Source
from bot.domain.calendar import Calendar
from bot.domain.intake.rota import (
    DutyWeek,
    gaps,
    in_line,
    is_away_from_desk,
    iso_week,
    parse_week,
    present,
    today_of,
    week_of,
)
from bot.errors import Refusal
from tests.builders.people import SUN

GAO = replace(SUN, id=71, name="Gao Wei", email="gao.wei@example.com")
WEI = replace(SUN, id=72, name="Wei Na", email="wei.na@example.com")
DESK = [SUN, GAO, WEI]
ROTA = [SUN.email, GAO.email, WEI.email]
MONDAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 25)


def names(line: tuple[object, ...]) -> list[int]:
    return [each.id for each in line]  # type: ignore[attr-defined]


def test_turns_go_round_by_week_and_whoever_follows_stands_in() -> None:
    weeks = [date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 15), date(2024, 1, 22)]

    lines = [in_line(DESK, week=week, rota=ROTA, named="", entry=None) for week in weeks]

    assert [names(line) for line in lines] == [
        [SUN.id, GAO.id, WEI.id],
        [GAO.id, WEI.id, SUN.id],
        [WEI.id, SUN.id, GAO.id],
        [SUN.id, GAO.id, WEI.id],
    ]


def test_without_a_rota_the_one_who_is_named_has_every_week() -> None:
    line = in_line(DESK, week=MONDAY, rota=[], named="WEI.NA@example.com", entry=None)

    assert names(line) == [WEI.id, SUN.id, GAO.id]


def test_the_turn_of_somebody_who_left_is_the_next_ones_and_moves_no_other() -> None:
    here = [SUN, WEI]

    lines = [
        in_line(here, week=week, rota=ROTA, named="", entry=None)
        for week in (date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 15))
    ]

    assert [line[0].id for line in lines] == [SUN.id, WEI.id, WEI.id]
    assert gaps(here, [*ROTA, "nobody@example.com"]) == (GAO.email, "nobody@example.com")


def test_what_was_decided_of_a_week_beats_the_turn() -> None:
    entry = DutyWeek(week=date(2024, 1, 1), person_id=WEI.id, stand_in_id=GAO.id)

    assert names(in_line(DESK, week=entry.week, rota=ROTA, named="", entry=entry)) == [WEI.id, GAO.id, SUN.id]
    assert names(in_line([SUN, GAO], week=entry.week, rota=ROTA, named="", entry=entry)) == [GAO.id, SUN.id]


def test_it_is_never_nobody() -> None:
    assert present(DESK, lambda person: person.id == SUN.id) == GAO
    assert present(DESK, lambda _: True) == SUN
    assert present([], lambda _: True) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), True),  # the weekend after the last day away
        (date(2026, 11, 29), True),
        (date(2026, 11, 30), False),
        (date(2026, 11, 22), False),
    ],
)
def test_over_a_weekend_somebody_stays_away(day: date, expected: bool) -> None:
    absence = Absence(person_id=1, first=MONDAY, last=date(2026, 11, 27), source=Source.FILE)

    assert is_away_from_desk([absence], day, calendar=Calendar("DE")) is expected


def test_weeks_change_by_the_companys_clock() -> None:
    late = datetime(2026, 11, 22, 17, 0, tzinfo=ZoneInfo("UTC"))

    assert week_of(today_of(late, timezone="Asia/Shanghai")) == MONDAY
    assert week_of(today_of(late, timezone="Europe/Berlin")) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-W50", date(2026, 12, 7)),
        ("2026w50", date(2026, 12, 7)),
        ("W50", date(2026, 12, 7)),
        ("w2", date(2027, 1, 11)),  # over this year, so next year's
        ("2026-12-09", date(2026, 12, 7)),
        ("next week", date(2026, 11, 30)),
        ("下周", date(2026, 11, 30)),
        ("下週", date(2026, 11, 30)),
        ("", MONDAY),
        ("this week", MONDAY),
        ("2026-W53", date(2026, 12, 28)),
    ],
)
def test_a_week_is_read_as_people_write_it(written: str, expected: date) -> None:
    assert parse_week(written, today=WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("soon", "duty.week_unknown"),
        ("2026-W54", "duty.week_unknown"),
        ("W0", "duty.week_unknown"),
        ("2026-13-01", "duty.week_unknown"),
        ("2026-W47", "duty.week_over"),
        ("2026-11-20", "duty.week_over"),
        ("2028-W01", "duty.week_too_far"),
    ],
)
def test_a_week_that_is_none_or_over_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        parse_week(written, today=WEDNESDAY)


def test_a_week_has_its_iso_name() -> None:
    assert iso_week(date(2026, 12, 28)) == "2026-W53"
