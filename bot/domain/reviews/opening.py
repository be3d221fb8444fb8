"""The two moments of opening a period: goals at its start, scoring at its end; who is ready for which.

Source: domain.md §8; the days, and the rules between the two moments, are our choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.goals.goals import Goals
from bot.domain.goals.sheet import WHOLE
from bot.domain.people import Person
from bot.domain.policy import Schedule
from bot.domain.reviews.cycles import Dates, GoalsDates, Period, dates_for
from bot.errors import Refusal

Sheet = tuple[int, int]
"""A sheet's id, and what its weights add up to."""


class Moment(StrEnum):
    """What a period is opened for."""

    GOALS = "goals"
    SCORING = "scoring"


class Lacks(StrEnum):
    """What keeps somebody from being scored. Each has its words."""

    DAYS = "days"
    SHEET = "sheet"
    MANAGER = "manager"
    TEAM_SHEET = "team_sheet"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who is under review in a period, and by which sheets they would be scored today.

    `sheet_id`: None where none is agreed for it. `was_asked`: they agree on goals in Slack. `team_sheet_id`:
    where the scheme scores it. `lacks`: None for whoever is ready; DAYS for whoever is too new to be rated.
    """

    person: Person
    was_asked: bool
    sheet_id: int | None
    team_sheet_id: int | None
    lacks: Lacks | None


@dataclass(frozen=True, kw_only=True)
class NotReady:
    """Who is not scored yet, and why."""

    name: str
    lacks: Lacks


@dataclass(frozen=True, kw_only=True)
class OpenedScoring:
    """What came of opening scoring: who is scored from now on, and who is not yet.

    `is_more`: it had been open already, and these joined.
    """

    name: str
    people: tuple[str, ...]
    dates: Dates
    not_ready: tuple[NotReady, ...]
    is_more: bool


class EarlyScoring(Refusal):
    """Nothing was opened yet: whoever asked is asked whether it is meant before its day."""

    def __init__(self, *, name: str, opens_on: date, ready: int, people: int) -> None:
        super().__init__("cycle.early", name=name, opens=opens_on, ready=ready, people=people)
        self.name = name


def candidate(
    person: Person,
    *,
    goals: Goals | None,
    sheet: Sheet | None,
    manager_left: bool,
    team_sheet: Sheet | None,
    scores_team: bool,
    is_too_new: bool = False,
) -> Candidate:
    """By which sheet somebody would be scored: the one that they agreed on for this period, or, where they
    were not asked for goals, `sheet`. `team_sheet` is their department's.
    """
    sheet_id = goals.agreed_sheet_id if goals is not None else _whole(sheet)
    team_sheet_id = _whole(team_sheet) if scores_team else None
    lacks = None
    if is_too_new:
        lacks = Lacks.DAYS
    elif sheet_id is None:
        lacks = Lacks.SHEET
    elif person.manager_id is None or manager_left:
        lacks = Lacks.MANAGER
    elif scores_team and team_sheet_id is None:
        lacks = Lacks.TEAM_SHEET
    return Candidate(
        person=person,
        was_asked=goals is not None,
        sheet_id=sheet_id,
        team_sheet_id=team_sheet_id,
        lacks=lacks,
    )


def moment_for(period: Period, sheets: Iterable[Sheet | None], *, today: date) -> Moment:
    """What a period is opened for where nobody says it: scoring where everybody has a sheet from the
    organisation file (`sheets`), or where the period is over and nobody can agree on its goals any more.
    """
    if today > period.ends_on or all(_whole(each) is not None for each in sheets):
        return Moment.SCORING
    return Moment.GOALS


def goals_dates(period: Period, *, opened_on: date, schedule: Schedule, calendar: Calendar) -> GoalsDates:
    """Goals are due `goals_days` working days after the later of the period's start and the opening, and on
    the period's last working day at the latest: what is agreed on later could not be worked towards.

    Scoring opens on the first of the period's last working days, as many as are configured, or after it;
    never before the day on which goals are due is over.
    """
    last = calendar.first_of_the_last(1, until=period.ends_on)
    begins = max(period.starts_on, opened_on)
    due = min(last, calendar.add_working_days(begins, schedule.goals_days))
    days = schedule.scoring_days_before_end
    opens_on = (
        calendar.first_of_the_last(days, until=period.ends_on)
        if days
        else calendar.next_working_day(period.ends_on)
    )
    return goals_due_on(
        max(due, opened_on), now=GoalsDates(due=due, scoring_opens_on=opens_on), calendar=calendar
    )


def goals_due_on(due: date, *, now: GoalsDates, calendar: Calendar) -> GoalsDates:
    """The days where goals are due on this one: scoring does not open before it is over."""
    after = calendar.next_working_day(due)
    return GoalsDates(due=due, scoring_opens_on=max(now.scoring_opens_on, after))


def goals_moved_to(due: date, *, now: GoalsDates, ends_on: date, calendar: Calendar) -> GoalsDates:
    """The days after HR has given more time for goals.

    Raises Refusal: cycle.goals_not_later for a day that gives none, cycle.goals_after_end for one after the
    period's end.
    """
    if due <= now.due:
        raise Refusal("cycle.goals_not_later", new=due, due=now.due)
    if due > ends_on:
        raise Refusal("cycle.goals_after_end", new=due, ends=ends_on)
    return goals_due_on(due, now=now, calendar=calendar)


def dates_at_scoring(
    planned: Dates, period: Period, *, opened_on: date, schedule: Schedule, calendar: Calendar
) -> Dates:
    """The days that were planned; where scoring opens after the period's end, counted anew from then."""
    if opened_on <= period.ends_on:
        return planned
    return dates_for(period, opened_on=opened_on, schedule=schedule, calendar=calendar)


def _whole(sheet: Sheet | None) -> int | None:
    """Its id, where its weights add up."""
    return sheet[0] if sheet is not None and sheet[1] == WHOLE else None
