"""A year's reviews: who has one, and what their periods came to, fixed when it is opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Period
from bot.domain.reviews.opening import Candidate
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.year import PeriodResult, last_counted
from bot.errors import Refusal
from bot.services.reviews.under_review import Field, refuse_named
from bot.services.reviews.year_sources import years_of
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class YearField:
    """Everybody in whose year something counts. `without`: the names of those in whose year nothing does."""

    field: Field
    ready: Sequence[Candidate]
    periods: Mapping[int, tuple[PeriodResult, ...]]
    without: tuple[str, ...]


def default_scheme(period: Period, *, otherwise: str) -> str:
    """On which scheme a period is opened where nobody says it."""
    return "year" if period.is_year else otherwise


def refuse_another_kind(scheme: Scheme, period: Period) -> None:
    """A year is scored by its periods, and nothing else is.

    Raises Refusal: cycle.scheme_of_year, cycle.scheme_not_of_year.
    """
    if scheme.asks_periods and not period.is_year:
        raise Refusal("cycle.scheme_of_year", scheme=scheme.key, name=period.name)
    if period.is_year and not scheme.asks_periods:
        raise Refusal("cycle.scheme_not_of_year", scheme=scheme.key, name=period.name)


def year_field(unit: Unit, year: Period, scheme: Scheme, policy: Policy) -> YearField:
    """Raises Refusal: cycle.year_empty where nobody has a result; cycle.no_manager, cycle.manager_left."""
    everybody = unit.cycles.people(None)
    years = years_of(unit, year, [person for person, _ in everybody], policy)
    counts = {who: periods for who, periods in years.items() if last_counted(periods) is not None}
    if not counts:
        raise Refusal("cycle.year_empty", name=year.name)
    people = [each for each in everybody if each[0].id in counts]
    field = Field(
        scheme=scheme,
        people=people,
        not_reviewed=(),
        sheets=unit.cycles.sheets(),
        signed=frozenset(),
        team_sheets={},
        goals={},
    )
    field.require_managers()
    sheets = _sheets(unit, counts)
    return YearField(
        field=field,
        ready=_ready([person for person, _ in people], sheets, field),
        periods=counts,
        without=tuple(person.name for person, _ in everybody if person.id not in counts),
    )


def fix_periods(unit: Unit, reviews: Sequence[Review], periods: Mapping[int, Sequence[PeriodResult]]) -> None:
    """What each year is made of holds from this entry of its review's history on. `periods`: by person."""
    unit.years.add({(each.id, each.version): periods[each.employee_id] for each in reviews})


def _sheets(unit: Unit, periods: Mapping[int, Sequence[PeriodResult]]) -> Mapping[int, int]:
    """By person, the sheet of the last period that counts."""
    last = {who: last_counted(theirs) for who, theirs in periods.items()}
    by_review = unit.years.sheets([each.review_id for each in last.values() if each and each.review_id])
    return {
        who: by_review[each.review_id]
        for who, each in last.items()
        if each is not None and each.review_id is not None
    }


def _ready(people: Sequence[Person], sheets: Mapping[int, int], field: Field) -> list[Candidate]:
    found = [
        Candidate(
            person=person,
            was_asked=False,
            sheet_id=sheets.get(person.id) or (field.sheets.get(person.id) or (None,))[0],
            team_sheet_id=None,
            lacks=None,
        )
        for person in people
    ]
    refuse_named("cycle.no_sheet", [each.person.name for each in found if each.sheet_id is None])
    return found
