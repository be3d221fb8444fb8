"""What is asked for when, when it is late, and what comes first."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.obligations import MINUTES, Kind, Owed, in_teams, is_asked_for, is_lapsed, soonest_first
from tests.builders.people import CHEN, SUN

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou."""

SCORE = Owed(
    kind=Kind.SELF_SCORE, subject_id=1, who="Liu Yang", since=TUESDAY, due_on=date(2027, 1, 8), minutes=8
)
ANSWER = Owed(
    kind=Kind.REQUEST,
    subject_id=214,
    who="Chen Jie",
    since=TUESDAY,
    due_on=date(2026, 11, 24),
    due_at=datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
    minutes=5,
)


def test_late_means_after_its_hour_or_else_after_its_day() -> None:
    assert not ANSWER.is_late(datetime(2026, 11, 24, 7, 30, tzinfo=UTC), person=SUN)
    assert ANSWER.is_late(datetime(2026, 11, 24, 7, 31, tzinfo=UTC), person=SUN)
    assert not SCORE.is_late(datetime(2027, 1, 8, 15, 59, tzinfo=UTC), person=CHEN)
    assert SCORE.is_late(datetime(2027, 1, 8, 16, 0, tzinfo=UTC), person=CHEN)


def test_a_day_is_over_by_the_calendar_of_whoever_owes_it() -> None:
    in_berlin = replace(CHEN, timezone="Europe/Berlin")
    evening = datetime(2027, 1, 8, 22, 59, tzinfo=UTC)

    assert SCORE.is_late(evening, person=CHEN)
    assert not SCORE.is_late(evening, person=in_berlin)


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (datetime(2026, 11, 24, 1, 59, tzinfo=UTC), False),
        (TUESDAY, True),
        (datetime(2027, 1, 22, 15, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 22, 16, 0, tzinfo=UTC), False),
    ],
)
def test_a_step_is_asked_for_from_its_hour_until_its_last_day_is_over(now: datetime, asked: bool) -> None:
    lapses_on = date(2027, 1, 22)

    assert is_asked_for(opens_at=TUESDAY, lapses_on=lapses_on, now=now, person=CHEN) is asked
    assert is_lapsed(lapses_on, now=now, person=CHEN) is (not asked and now > TUESDAY)


def test_what_does_not_lapse_is_asked_for_until_it_is_done() -> None:
    years_later = datetime(2036, 11, 24, 2, 0, tzinfo=UTC)

    assert is_asked_for(opens_at=TUESDAY, lapses_on=None, now=years_later, person=CHEN)
    assert not is_lapsed(None, now=years_later, person=CHEN)


def test_the_soonest_comes_first_and_hours_before_whole_days() -> None:
    whole_day = Owed(
        kind=Kind.REPLY, subject_id=1, who="Sun Li", since=TUESDAY, due_on=date(2026, 11, 24), minutes=2
    )

    assert soonest_first([SCORE, whole_day, ANSWER]) == (ANSWER, whole_day, SCORE)


def test_of_one_day_they_stand_in_the_order_of_their_numbers() -> None:
    second = replace(SCORE, subject_id=2)

    assert soonest_first([second, SCORE]) == (SCORE, second)


def test_of_one_day_the_form_stands_before_the_sheet_that_it_leads_to() -> None:
    sheet = replace(SCORE, kind=Kind.GOALS)
    form = replace(SCORE, kind=Kind.JOB_FORM, subject_id=2)

    assert soonest_first([sheet, form]) == (form, sheet)


def test_every_step_but_a_self_score_takes_the_same_time_each_time() -> None:
    assert set(Kind) - set(MINUTES) == {Kind.SELF_SCORE}


def look(number: int, *, team: int | None = 1, period: str = "2026Q4") -> Owed:
    return replace(
        SCORE,
        kind=Kind.SECOND_LOOK,
        subject_id=number,
        team_id=team,
        team=f"T{team}",
        period=period,
        minutes=2,
    )


def test_more_than_a_few_have_a_line_a_team_and_a_few_one_each() -> None:
    few = [look(number, team=2) for number in range(20, 22)]
    many = [look(number) for number in range(1, 6)]
    another_period = look(9, period="2027Q1")

    lines = in_teams([SCORE, many[0], few[0], *many[1:], another_period, few[1]])

    assert lines == (
        SCORE,
        replace(many[0], together=5, minutes=10),
        replace(few[0], together=2, minutes=4),
        another_period,
    )
    assert in_teams([*few, another_period, SCORE]) == (*few, another_period, SCORE)
