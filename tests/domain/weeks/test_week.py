"""A week as somebody works in it, in countries with other weekends and in weeks with holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.policy import Hours
from bot.domain.weeks.week import Week, asked_at, digest_at, due_on, lapses_on
from tests.builders.people import someone

CHINA, RIYADH = Calendar("CN"), Calendar("SA")
CHEN = someone(2, "Chen Jie")
NADIA = someone(3, "Nadia", calendar=RIYADH, timezone="Asia/Riyadh")
FRIDAY, SIXTEEN = 4, 16
USUAL = Rhythm(weekday=FRIDAY, hour=SIXTEEN)
OFFICE = Hours().office
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "calendar", "monday"),
    [
        (date(2027, 1, 4), CHINA, date(2027, 1, 4)),
        (date(2027, 1, 10), CHINA, date(2027, 1, 4)),
        (date(2027, 1, 11), CHINA, date(2027, 1, 11)),
        # A working week of Riyadh begins on the Sunday before.
        (date(2027, 1, 3), RIYADH, date(2027, 1, 4)),
        (date(2027, 1, 9), RIYADH, date(2027, 1, 4)),
    ],
)
def test_a_week_is_called_by_its_monday(day: date, calendar: Calendar, monday: date) -> None:
    assert Week.of(day, calendar=calendar) == Week(monday)


@given(day=DAYS, calendar=st.sampled_from([CHINA, RIYADH, Calendar("DE")]))
def test_every_day_is_in_one_week_and_weeks_follow_one_another(day: date, calendar: Calendar) -> None:
    week = Week.of(day, calendar=calendar)

    assert week.first(calendar=calendar) <= day <= week.last(calendar=calendar)
    assert week.last(calendar=calendar) - week.first(calendar=calendar) == timedelta(days=6)
    assert week.next.first(calendar=calendar) == week.last(calendar=calendar) + timedelta(days=1)
    assert week.next.before == week


@pytest.mark.parametrize(
    ("week", "person", "weekday", "asked"),
    [
        ("2027-01-04", CHEN, FRIDAY, datetime(2027, 1, 8, 8, tzinfo=UTC)),
        ("2027-01-04", CHEN, 0, datetime(2027, 1, 4, 8, tzinfo=UTC)),
        # Friday 1 January 2027 is a holiday, and so is Monday 4 May in that week of 2026.
        ("2026-12-28", CHEN, FRIDAY, datetime(2026, 12, 31, 8, tzinfo=UTC)),
        ("2026-05-04", CHEN, 0, datetime(2026, 5, 6, 8, tzinfo=UTC)),
        # Friday is part of the weekend in Riyadh: on Thursday.
        ("2027-01-04", NADIA, FRIDAY, datetime(2027, 1, 7, 13, tzinfo=UTC)),
        # Nobody works on any day of Golden Week.
        ("2026-02-16", CHEN, FRIDAY, None),
    ],
)
def test_somebody_is_asked_on_their_day_or_the_last_working_day_before_it(
    week: str, person: object, weekday: int, asked: datetime | None
) -> None:
    this = Week(date.fromisoformat(week))

    assert asked_at(this, person, rhythm=Rhythm(weekday=weekday, hour=SIXTEEN), hours=OFFICE) == asked  # type: ignore[arg-type]


def test_whose_hour_is_at_lunch_is_asked_after_it() -> None:
    at_noon = Rhythm(weekday=FRIDAY, hour=12)

    asked = asked_at(Week(date(2027, 1, 4)), CHEN, rhythm=at_noon, hours=OFFICE)

    assert asked == datetime(2027, 1, 8, 5, 30, tzinfo=UTC)


def test_whoever_is_away_on_their_day_is_asked_before_and_whoever_is_away_all_week_is_not() -> None:
    week, away_from = Week(date(2027, 1, 4)), date(2027, 1, 7)

    before = asked_at(week, CHEN, rhythm=USUAL, hours=OFFICE, is_there=lambda day: day < away_from)
    never = asked_at(week, CHEN, rhythm=USUAL, hours=OFFICE, is_there=lambda day: False)

    assert before == datetime(2027, 1, 6, 8, tzinfo=UTC)
    assert never is None


@given(day=DAYS, weekday=st.integers(0, 6), calendar=st.sampled_from([CHINA, RIYADH, Calendar("DE")]))
def test_nobody_is_asked_on_a_day_off_and_everybody_may_answer_after(
    day: date, weekday: int, calendar: Calendar
) -> None:
    week = Week.of(day, calendar=calendar)
    person = someone(9, "Anybody", calendar=calendar)

    at = asked_at(week, person, rhythm=Rhythm(weekday=weekday, hour=SIXTEEN), hours=OFFICE)

    until = lapses_on(week, calendar=calendar)
    assert calendar.is_working_day(until)
    assert until > week.last(calendar=calendar) >= due_on(week, calendar=calendar)
    if at is None:
        assert week.working_days(calendar=calendar) == ()
    else:
        local = at.astimezone(person.zone).date()
        assert calendar.is_working_day(local)
        assert week.first(calendar=calendar) <= local <= due_on(week, calendar=calendar)


def test_a_manager_reads_of_a_week_on_their_first_working_day_after_it() -> None:
    assert digest_at(Week(date(2027, 1, 4)), CHEN, hour=10) == datetime(2027, 1, 11, 2, tzinfo=UTC)
    # After the week before Golden Week comes a week without a working day.
    assert digest_at(Week(date(2026, 2, 9)), CHEN, hour=10).date() >= date(2026, 2, 14)
