"""The two moments of a period: their days, which is meant, who is ready."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import Calendar
from bot.domain.goals.goals import Goals
from bot.domain.goals.way import State
from bot.domain.policy import Schedule
from bot.domain.reviews.cycles import Dates, GoalsDates, dates_for, period_named
from bot.domain.reviews.opening import (
    Lacks,
    Moment,
    candidate,
    dates_at_scoring,
    goals_dates,
    goals_moved_to,
    moment_for,
)
from bot.errors import Refusal
from tests.builders.people import CHEN, someone

PERIOD = period_named("2027Q1")
"""Friday 1 January, a holiday, to Wednesday 31 March; the Spring Festival is 6 to 12 February."""


def days(opened_on: date, **changes: int) -> GoalsDates:
    return goals_dates(PERIOD, opened_on=opened_on, schedule=Schedule(**changes), calendar=Calendar("CN"))


@pytest.mark.parametrize(
    ("opened_on", "due"),
    [
        (date(2026, 12, 21), date(2027, 1, 15)),
        (date(2027, 1, 4), date(2027, 1, 18)),
        (date(2027, 3, 15), date(2027, 3, 29)),
        (date(2027, 3, 24), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_goals_are_due_ten_working_days_after_the_start_or_the_opening_and_within_the_period(
    opened_on: date, due: date
) -> None:
    assert days(opened_on).due == due


def test_goals_are_due_on_a_working_day_where_the_period_ends_on_a_weekend() -> None:
    period = period_named("2028Q4")  # ends on a Sunday

    found = goals_dates(period, opened_on=date(2028, 12, 27), schedule=Schedule(), calendar=Calendar("CN"))

    assert found.due == date(2028, 12, 29)


def test_whoever_opens_on_the_weekend_that_ends_a_period_has_that_day() -> None:
    period = period_named("2028Q4")

    found = goals_dates(period, opened_on=date(2028, 12, 31), schedule=Schedule(), calendar=Calendar("CN"))

    assert found.due == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("days_before_end", "opens_on"),
    [
        (0, date(2027, 4, 1)),
        (1, date(2027, 3, 31)),
        (3, date(2027, 3, 29)),
        (5, date(2027, 3, 25)),
    ],
)
def test_scoring_opens_on_the_first_of_the_last_working_days(days_before_end: int, opens_on: date) -> None:
    found = days(date(2027, 1, 4), scoring_days_before_end=days_before_end)

    assert found.scoring_opens_on == opens_on


def test_scoring_opens_once_the_day_on_which_goals_are_due_is_over() -> None:
    assert days(date(2027, 3, 24)) == GoalsDates(due=date(2027, 3, 31), scoring_opens_on=date(2027, 4, 1))


def test_more_time_for_goals_moves_scoring_only_where_it_would_open_before() -> None:
    now = days(date(2027, 1, 4))

    def moved(due: date) -> GoalsDates:
        return goals_moved_to(due, now=now, ends_on=PERIOD.ends_on, calendar=Calendar("CN"))

    assert moved(date(2027, 1, 29)) == GoalsDates(due=date(2027, 1, 29), scoring_opens_on=date(2027, 3, 29))
    assert moved(date(2027, 3, 30)).scoring_opens_on == date(2027, 3, 31)
    for due, code in (
        (date(2027, 1, 18), "cycle.goals_not_later"),
        (date(2027, 4, 1), "cycle.goals_after_end"),
    ):
        with pytest.raises(Refusal) as refusal:
            moved(due)
        assert refusal.value.code == code


def test_the_days_of_scoring_stay_as_planned_and_are_counted_anew_after_the_period() -> None:
    planned = dates_for(PERIOD, opened_on=date(2027, 1, 4), schedule=Schedule(), calendar=Calendar("CN"))

    def at(opened_on: date) -> Dates:
        return dates_at_scoring(
            planned, PERIOD, opened_on=opened_on, schedule=Schedule(), calendar=Calendar("CN")
        )

    assert at(date(2027, 3, 29)) == at(date(2027, 3, 31)) == planned
    assert planned.self_score_due == date(2027, 4, 8)
    assert at(date(2027, 4, 9)).self_score_due == date(2027, 4, 16)


TODAY = date(2027, 1, 4)
WHOLE, HALF = (7, 100), (7, 50)


@pytest.mark.parametrize(
    ("sheets", "today", "moment"),
    [
        ([WHOLE, WHOLE], TODAY, Moment.SCORING),
        ([WHOLE, None], TODAY, Moment.GOALS),
        ([WHOLE, HALF], TODAY, Moment.GOALS),
        ([None], date(2027, 3, 31), Moment.GOALS),
        ([None], date(2027, 4, 1), Moment.SCORING),
    ],
)
def test_a_period_is_opened_for_scoring_where_every_sheet_came_with_the_file_or_it_is_over(
    sheets: list[tuple[int, int] | None], today: date, moment: Moment
) -> None:
    assert moment_for(PERIOD, sheets, today=today) is moment


def goals(agreed_sheet_id: int | None) -> Goals:
    return Goals(
        id=1,
        cycle_id=1,
        employee_id=CHEN.id,
        manager_id=1,
        state=State.OPEN,
        owed_since=datetime(2027, 1, 4, 2, 0, tzinfo=UTC),
        version=1,
        agreed_sheet_id=agreed_sheet_id,
    )


LONE = someone(9, "Lone Wolf")


@pytest.mark.parametrize(
    ("facts", "sheet_id", "lacks"),
    [
        ({"sheet": WHOLE}, 7, None),
        ({"sheet": HALF}, None, Lacks.SHEET),
        ({}, None, Lacks.SHEET),
        ({"goals": goals(8), "sheet": WHOLE}, 8, None),
        ({"goals": goals(None), "sheet": WHOLE}, None, Lacks.SHEET),
        ({"sheet": WHOLE, "person": LONE}, 7, Lacks.MANAGER),
        ({"sheet": WHOLE, "manager_left": True}, 7, Lacks.MANAGER),
        ({"sheet": WHOLE, "scores_team": True}, 7, Lacks.TEAM_SHEET),
        ({"sheet": WHOLE, "scores_team": True, "team_sheet": (3, 90)}, 7, Lacks.TEAM_SHEET),
        ({"sheet": WHOLE, "scores_team": True, "team_sheet": (3, 100)}, 7, None),
    ],
)
def test_whoever_was_asked_is_scored_by_what_they_agreed_on_everybody_else_by_the_sheet_of_the_file(
    facts: dict[str, object], sheet_id: int | None, lacks: Lacks | None
) -> None:
    known: dict[str, object] = {
        "person": CHEN,
        "goals": None,
        "sheet": None,
        "manager_left": False,
        "team_sheet": None,
        "scores_team": False,
    }
    values = {**known, **facts}

    found = candidate(values.pop("person"), **values)  # type: ignore[arg-type]

    assert (found.sheet_id, found.lacks) == (sheet_id, lacks)
    assert found.was_asked is (values["goals"] is not None)


def test_a_teams_sheet_is_pinned_where_it_is_scored_alone() -> None:
    known = {"goals": None, "sheet": WHOLE, "manager_left": False, "team_sheet": (3, 100)}

    assert candidate(CHEN, **known, scores_team=True).team_sheet_id == 3  # type: ignore[arg-type]
    assert candidate(CHEN, **known, scores_team=False).team_sheet_id is None  # type: ignore[arg-type]
