"""When a reminder is due: by the person's own clock, country and week."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.nudging.nudges import Listener, nudge_day, reminder_day, reminder_is_due, who_hears
from bot.domain.policy import Schedule

SHANGHAI, BERLIN, NEW_YORK = "Asia/Shanghai", "Europe/Berlin", "America/New_York"
RIYADH, CAIRO, DHAKA = "Asia/Riyadh", "Africa/Cairo", "Asia/Dhaka"
JERUSALEM, BRUNEI = "Asia/Jerusalem", "Asia/Brunei"


def local(zone: str, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("zone", "country", "moment", "day"),
    [
        # Fridays from 16:00 until midnight, by the wall clock of the person's own zone.
        (SHANGHAI, "CN", (2026, 11, 27, 15, 59), None),
        (SHANGHAI, "CN", (2026, 11, 27, 16, 0), date(2026, 11, 27)),
        (SHANGHAI, "CN", (2026, 11, 27, 23, 59), date(2026, 11, 27)),
        (SHANGHAI, "CN", (2026, 11, 28, 0, 0), None),
        (SHANGHAI, "CN", (2026, 11, 26, 16, 0), None),
        (NEW_YORK, "US", (2026, 12, 4, 15, 59), None),
        (NEW_YORK, "US", (2026, 12, 4, 16, 0), date(2026, 12, 4)),
        # Before and after the clocks change, 16:00 stays 16:00.
        (BERLIN, "DE", (2026, 10, 23, 15, 59), None),
        (BERLIN, "DE", (2026, 10, 23, 16, 0), date(2026, 10, 23)),
        (BERLIN, "DE", (2026, 10, 30, 15, 59), None),
        (BERLIN, "DE", (2026, 10, 30, 16, 0), date(2026, 10, 30)),
        # Never on a public holiday of the branch's country; elsewhere it is a Friday like any other.
        (SHANGHAI, "CN", (2026, 10, 2, 16, 0), None),
        (SHANGHAI, "CN", (2027, 10, 1, 16, 0), None),
        (SHANGHAI, "CN", (2026, 2, 20, 16, 0), None),
        (SHANGHAI, "CN", (2027, 2, 5, 16, 0), None),
        (SHANGHAI, "SG", (2026, 10, 2, 16, 0), date(2026, 10, 2)),
        # Where Friday is a day off, the last working day of their week.
        (RIYADH, "SA", (2026, 11, 27, 16, 0), None),
        (RIYADH, "SA", (2026, 11, 26, 15, 59), None),
        (RIYADH, "SA", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (CAIRO, "EG", (2026, 11, 27, 16, 0), None),
        (CAIRO, "EG", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (DHAKA, "BD", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (JERUSALEM, "IL", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (BRUNEI, "BN", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
    ],
)
def test_the_weekly_nudge_is_due_on_friday_afternoons(
    zone: str, country: str, moment: tuple[int, ...], day: date | None
) -> None:
    due = nudge_day(
        local(zone, *moment), zone=ZoneInfo(zone), calendar=Calendar(country), schedule=Schedule()
    )

    assert due == day


def test_a_company_may_nudge_on_another_weekday_but_never_on_a_weekend() -> None:
    saturdays = Schedule(nudge_weekday=5)
    thursdays = Schedule(nudge_weekday=3, nudge_hour=9)
    zone = ZoneInfo(SHANGHAI)

    saturday, thursday = local(SHANGHAI, 2026, 11, 28, 16, 0), local(SHANGHAI, 2026, 11, 26, 9, 0)

    assert nudge_day(saturday, zone=zone, calendar=Calendar("CN"), schedule=saturdays) is None
    assert nudge_day(thursday, zone=zone, calendar=Calendar("CN"), schedule=thursdays) == date(2026, 11, 26)


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
    assert reminder_day(local(SHANGHAI, *moment), zone=ZoneInfo(SHANGHAI), calendar=Calendar("CN")) == day


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
    assert reminder_day(local(zone, *moment), zone=ZoneInfo(zone), calendar=Calendar(country)) == day


@pytest.mark.parametrize(
    ("moment", "is_due"),
    [
        ((2026, 11, 27, 16, 0), False),
        ((2026, 11, 30, 9, 59), False),
        ((2026, 11, 30, 10, 0), True),
        ((2026, 12, 1, 10, 0), True),
        ((2026, 12, 5, 10, 0), False),
    ],
    ids=["before", "too early", "at ten", "missed by a day", "missed until the weekend"],
)
def test_a_reminder_asked_for_comes_at_ten_of_its_day_or_of_the_next_working_day(
    moment: tuple[int, ...], is_due: bool
) -> None:
    due = reminder_is_due(
        date(2026, 11, 30),
        local(SHANGHAI, *moment),
        zone=ZoneInfo(SHANGHAI),
        calendar=Calendar("CN"),
        schedule=Schedule(),
    )

    assert due is is_due


@pytest.mark.parametrize(
    ("nudges", "with_manager", "without"),
    [
        (0, set(), set()),
        (1, set(), set()),
        (2, {Listener.MANAGER}, {Listener.HR}),
        (3, {Listener.MANAGER}, {Listener.HR}),
        (4, {Listener.MANAGER, Listener.HR}, {Listener.HR}),
        (5, {Listener.MANAGER, Listener.HR}, {Listener.HR}),
    ],
)
def test_two_unanswered_nudges_climb_one_step(
    nudges: int, with_manager: set[Listener], without: set[Listener]
) -> None:
    assert who_hears(nudges, has_manager=True, schedule=Schedule()) == with_manager
    assert who_hears(nudges, has_manager=False, schedule=Schedule()) == without
