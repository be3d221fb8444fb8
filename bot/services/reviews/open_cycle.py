"""Open a cycle for the right people: for goals, or for scoring at once where every sheet is there."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.domain.reviews.cycles import (
    Dates,
    GoalsDates,
    OpenedCycle,
    Period,
    UnusualPeriod,
    dates_for,
    period_named,
    usual_names,
)
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.fingerprint import Day, Pinned
from bot.domain.reviews.opening import Lacks, Moment, goals_dates
from bot.domain.reviews.scheme import Scheme, dump_scheme
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.open_goals import begin_goals, is_time_to_ask
from bot.services.reviews.find_cycle import require_hr
from bot.services.reviews.schemes import find_scheme, refuse_a_changed_scheme
from bot.services.reviews.too_new import tell_too_new
from bot.services.reviews.too_new import too_new as too_new_in
from bot.services.reviews.under_review import (
    Field,
    begin_reviews,
    field_of,
    lacking,
    refuse_without_sheet,
    refuse_without_team_sheet,
)
from bot.services.reviews.year import default_scheme, fix_periods, refuse_another_kind, year_field
from storage.unit import Unit

DEFAULT_SCHEME = "kpi-values"


def open_cycle(
    acting: Acting,
    *,
    name: str,
    scheme_key: str | None = None,
    is_meant: bool = False,
    moment: Moment | None = None,
) -> OpenedCycle:
    """Open a cycle; each employee hears of it at the opening hour of their own next working day.

    Where `moment` says nothing it is opened for scoring if everybody has a sheet that came with the
    organisation file, or if the period is over; else for goals. Then whoever has a sheet from the file keeps
    it: it counts as agreed, and they are not asked; everybody else is, for what both sides signed was for
    another period. GOALS asks everybody, with the file's sheet as the start. SCORING takes the newest agreed
    sheet of each, wherever it comes from.

    A year is for everybody in whose year some period has a result, and nobody agrees on goals for it.

    `is_meant`: an unusual period was asked about, and is to be opened. `by` is None on the command
    line. Raises UnusualPeriod; Refusal: cycle.not_hr, cycle.name, scheme.unknown, scheme.changed,
    cycle.already_open, cycle.nobody, cycle.no_manager, cycle.manager_left; for goals cycle.period_over;
    for scoring cycle.no_sheet, cycle.no_team_sheet; for a year cycle.year_empty, cycle.year_goals,
    cycle.scheme_of_year, cycle.scheme_not_of_year.
    """
    require_hr(acting)
    period = period_named(name)
    with acting.store.begin() as unit:
        _refuse_if_open(unit, period.name)
        scheme = find_scheme(unit, scheme_key or default_scheme(period, otherwise=DEFAULT_SCHEME))
        refuse_another_kind(scheme, period)
        refuse_a_changed_scheme(unit.cycles.on_scheme(scheme.key, scheme.version), scheme)
        if period.is_year:
            if moment is Moment.GOALS:
                raise Refusal("cycle.year_goals", name=period.name)
            return _for_year(unit, acting, period, scheme, is_meant=is_meant)
        field = field_of(unit, period, scheme)
        if not field.people:
            raise _nobody(period)
        field.require_managers()
        if (moment or field.moment(period, acting)) is Moment.GOALS:
            return _for_goals(
                unit, acting, period, field, is_meant=is_meant, everybody=moment is Moment.GOALS
            )
        return _for_scoring(unit, acting, period, field, is_meant=is_meant)


def _for_goals(
    unit: Unit, acting: Acting, period: Period, field: Field, *, is_meant: bool, everybody: bool
) -> OpenedCycle:
    """Whoever is to agree on goals is asked; nobody is scored yet."""
    if acting.today > period.ends_on:
        raise Refusal("cycle.period_over", name=period.name, ended=period.ends_on)
    candidates = field.candidates(signed_count=False)
    wanted = candidates if everybody else lacking(candidates, Lacks.SHEET)
    asked = [each for each in wanted if is_time_to_ask(each.person, acting)]
    _ask_if_unusual(period, acting, people=len(asked), is_meant=is_meant)
    policy = acting.policy
    goals = goals_dates(period, opened_on=acting.today, schedule=policy.schedule, calendar=policy.calendar())
    cycle = add_cycle(unit, acting, period, field.scheme, goals=goals)
    begin_goals(unit, acting, cycle_id=cycle.id, people=[each.person for each in asked])
    return _opened(acting, period, field, people=len(asked), goals=goals, kept=len(candidates) - len(wanted))


def _for_scoring(unit: Unit, acting: Acting, period: Period, field: Field, *, is_meant: bool) -> OpenedCycle:
    """All of them but those who are too new, or, with one who cannot be scored, nobody."""
    too_new = too_new_in(unit, (person for person, _ in field.people), period, acting.policy)
    candidates = field.candidates(signed_count=True, too_new=too_new)
    refuse_without_sheet(candidates)
    refuse_without_team_sheet(candidates, field.scheme)
    ready = [each for each in candidates if each.lacks is None]
    if not ready:
        raise _nobody(period)
    _ask_if_unusual(period, acting, people=len(ready), is_meant=is_meant)
    cycle = add_cycle(unit, acting, period, field.scheme, scoring_opened_at=acting.now)
    begin_reviews(unit, acting, cycle=cycle, ready=ready)
    unrated = [each.person for each in lacking(candidates, Lacks.DAYS)]
    tell_too_new(unit, acting, cycle.id, unrated)
    opened = _opened(acting, period, field, people=len(ready))
    return replace(opened, too_new=tuple(person.name for person in unrated))


def _for_year(unit: Unit, acting: Acting, period: Period, scheme: Scheme, *, is_meant: bool) -> OpenedCycle:
    """What the periods came to is fixed with it."""
    year = year_field(unit, period, scheme, acting.policy)
    _ask_if_unusual(period, acting, people=len(year.ready), is_meant=is_meant)
    cycle = add_cycle(unit, acting, period, scheme, scoring_opened_at=acting.now)
    reviews = begin_reviews(unit, acting, cycle=cycle, ready=year.ready)
    fix_periods(unit, reviews, year.periods)
    opened = _opened(acting, period, year.field, people=len(year.ready))
    return replace(opened, without_result=year.without)


def _nobody(period: Period) -> Refusal:
    return Refusal("cycle.nobody", name=period.name, grade=period.grade.value if period.grade else None)


def add_cycle(
    unit: Unit,
    acting: Acting,
    period: Period,
    scheme: Scheme,
    *,
    goals: GoalsDates | None = None,
    scoring_opened_at: datetime | None = None,
) -> CycleFacts:
    """The cycle with its days and its rules, fixed. Raises Refusal("cycle.already_open")."""
    kept = dump_scheme(scheme)
    days: dict[str, Any] = {
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        **asdict(_dates(acting, period)),
        "goals_opened_at": acting.now if goals else None,
        "goals_due": goals.due if goals else None,
        "scoring_opens_on": goals.scoring_opens_on if goals else None,
        "scoring_opened_at": scoring_opened_at,
    }
    cycle_id = unit.cycles.add(
        name=period.name,
        scheme_key=scheme.key,
        scheme_version=scheme.version,
        scheme=kept,
        opened_at=acting.now,
        opened_by_id=acting.by_id,
        **days,
    )
    if cycle_id is None:  # somebody else was faster by a moment
        _refuse_if_open(unit, period.name)
        raise Refusal("cycle.already_open", name=period.name, on=acting.now, by="")
    pinned = Pinned(scheme=kept, days={day: days[day.value] for day in Day})
    unit.fingerprints.add(cycle_id, pinned, by_id=acting.by_id, at=acting.now)
    return CycleFacts(id=cycle_id, name=period.name, scheme=scheme, **days)


def _opened(
    acting: Acting,
    period: Period,
    field: Field,
    *,
    people: int,
    goals: GoalsDates | None = None,
    kept: int = 0,
) -> OpenedCycle:
    return OpenedCycle(
        name=period.name,
        scheme=field.scheme,
        people=people,
        dates=_dates(acting, period),
        not_reviewed=field.not_reviewed,
        goals=goals,
        kept=kept,
    )


def _dates(acting: Acting, period: Period) -> Dates:
    """The days of what is opened today."""
    policy = acting.policy
    return dates_for(period, opened_on=acting.today, schedule=policy.schedule, calendar=policy.calendar())


def _ask_if_unusual(period: Period, acting: Acting, *, people: int, is_meant: bool) -> None:
    usual = usual_names(period.grade, today=acting.today)
    if not is_meant and period.name not in usual:
        raise UnusualPeriod(period, people=people, usual=usual)


def _refuse_if_open(unit: Unit, name: str) -> None:
    known = unit.cycles.named(name)
    if known is not None:
        opener = unit.cycles.opener(known.id)
        raise Refusal("cycle.already_open", name=name, on=known.opened_at, by=opener)
