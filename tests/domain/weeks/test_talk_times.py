"""Times for a talk: inside both people's working hours, by their own clocks and calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.policy import Hours
from bot.domain.weeks.talk_times import LASTS, offered_times, talk_times
from bot.errors import Refusal
from tests.builders.people import someone

LIU = someone(1, "Liu Yang")
CHEN = someone(2, "Chen Jie")
BERLIN = someone(3, "Anna", calendar=Calendar("DE"), timezone="Europe/Berlin")
NEW_YORK = someone(4, "Sam", calendar=Calendar("US"), timezone="America/New_York")
NADIA = someone(5, "Nadia", calendar=Calendar("SA"), timezone="Asia/Riyadh")
OFFICE = Hours().office
MONDAY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


def local(*times: datetime, zone: str = "Asia/Shanghai") -> list[str]:
    person = someone(9, "Anybody", timezone=zone)
    return [f"{at.astimezone(person.zone):%a %H:%M}" for at in times]


def test_three_days_one_time_each_and_none_of_them_today_or_at_lunch() -> None:
    times = talk_times(MONDAY, LIU, CHEN, hours=OFFICE)

    assert local(*times) == ["Tue 10:00", "Wed 14:30", "Thu 16:00"]


def test_both_are_at_work_though_their_clocks_differ() -> None:
    times = talk_times(MONDAY, LIU, BERLIN, hours=OFFICE)

    assert local(*times) == ["Tue 16:00", "Wed 16:00", "Thu 16:00"]
    assert local(*times, zone="Europe/Berlin") == ["Tue 09:00", "Wed 09:00", "Thu 09:00"]


def test_where_they_never_work_at_the_same_time_nothing_is_offered() -> None:
    assert talk_times(MONDAY, LIU, NEW_YORK, hours=OFFICE) == ()


def test_days_on_which_one_of_them_is_off_or_away_are_passed_over() -> None:
    thursday = MONDAY + timedelta(days=3)

    off = talk_times(thursday, LIU, NADIA, hours=OFFICE)
    away = talk_times(MONDAY, LIU, CHEN, hours=OFFICE, are_there=lambda day: day > date(2027, 1, 13))

    assert [each[:3] for each in local(*off)] == ["Mon", "Tue", "Wed"]
    assert [each[:3] for each in local(*away)] == ["Thu", "Fri", "Mon"]


@settings(deadline=None)
@given(
    days=st.integers(0, 700),
    minutes=st.integers(0, 1439),
    other=st.sampled_from([CHEN, BERLIN, NADIA, NEW_YORK]),
)
def test_every_time_is_to_come_and_inside_both_working_days(days: int, minutes: int, other: object) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days, minutes=minutes)

    times = talk_times(now, LIU, other, hours=OFFICE)  # type: ignore[arg-type]

    assert list(times) == sorted(set(times))
    for at in times:
        for person in (LIU, other):
            zone, calendar = person.zone, person.calendar  # type: ignore[attr-defined]
            assert at > now
            assert calendar.is_working_day(at.astimezone(zone).date())
            assert OFFICE.is_inside(at, zone=zone)
            assert OFFICE.is_inside(at + LASTS - timedelta(minutes=1), zone=zone)


@pytest.mark.parametrize(
    ("hours", "first"), [(Hours(start=22, end=6), "Tue 10:00"), (Hours(start=13, end=15), "Tue 14:30")]
)
def test_the_companys_hours_count_but_for_a_night_shift_which_is_the_desks_alone(
    hours: Hours, first: str
) -> None:
    assert local(*talk_times(MONDAY, LIU, CHEN, hours=hours.office))[0] == first


def test_what_a_form_offers_is_in_order_once_each_and_to_come() -> None:
    early, late = MONDAY + timedelta(hours=1), MONDAY + timedelta(days=1)

    assert offered_times({0: late, 1: early, 2: late}, now=MONDAY) == (early, late)
    for times, code, field in (({}, "talk.no_times", "time.0"), ({2: MONDAY}, "talk.passed", "time.2")):
        with pytest.raises(Refusal) as refused:
            offered_times(times, now=MONDAY)
        assert (refused.value.code, refused.value.field) == (code, field)
