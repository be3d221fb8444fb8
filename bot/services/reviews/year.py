"""A year's reviews: who has one, and what their periods came to, fixed when it is opened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Period, period_named, period_under_review
from bot.domain.reviews.notices import YearStands
from bot.domain.reviews.opening import Candidate
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import Event
from bot.domain.reviews.year import PeriodResult, last_counted
from bot.domain.reviews.year_sources import parts_of
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.under_review import Field
from bot.services.reviews.year_sources import years_of
from storage.unit import Unit

YEARS_SCHEME = "year"


@dataclass(frozen=True, kw_only=True)
class YearField:
    """Everybody in whose year something counts. `without`: the names of those in whose year nothing does."""

    field: Field
    ready: Sequence[Candidate]
    periods: Mapping[int, tuple[PeriodResult, ...]]
    without: tuple[str, ...]


def default_scheme(period: Period, *, otherwise: str) -> str:
    """On which scheme a period is opened where nobody says it."""
    return YEARS_SCHEME if period.is_year else otherwise


def refuse_another_kind(scheme: Scheme, period: Period) -> None:
    """A year is scored by its periods, and nothing else is.

    Raises Refusal: cycle.scheme_of_year, cycle.scheme_not_of_year.
    """
    if scheme.asks_periods and not period.is_year:
        raise Refusal("cycle.scheme_of_year", scheme=scheme.key, name=period.name)
    if period.is_year and not scheme.asks_periods:
        raise Refusal("cycle.scheme_not_of_year", scheme=scheme.key, name=period.name)


def year_field(unit: Unit, year: Period, scheme: Scheme, policy: Policy) -> YearField:
    """Whoever has nobody to read it, or no sheet that a review could name, is not in it. A result of the year
    that is released or imported in the same moment is in it, or comes when it is there to be counted anew.

    Raises Refusal: cycle.year_empty where nobody has a result; cycle.manager_left.
    """
    unit.past.lock()
    unit.cycles.hold([each.name for each in parts_of(year.name)])
    everybody = unit.cycles.people(None)
    years = years_of(unit, year, [person for person, _ in everybody], policy)
    counts = {who: periods for who, periods in years.items() if last_counted(periods) is not None}
    if not counts:
        raise Refusal("cycle.year_empty", name=year.name)
    known = unit.cycles.sheets()
    sheets = {**{who: sheet_id for who, (sheet_id, _) in known.items()}, **_sheets(unit, counts)}
    with_result = [each for each in everybody if each[0].id in counts]
    people = [each for each in with_result if each[0].manager_id is not None and each[0].id in sheets]
    field = Field(
        scheme=scheme,
        people=people,
        not_reviewed=tuple(person.name for person, left in with_result if (person, left) not in people),
        sheets=known,
        signed=frozenset(),
        team_sheets={},
        goals={},
    )
    field.require_managers()
    return YearField(
        field=field,
        ready=_ready([person for person, _ in people], sheets),
        periods=counts,
        without=tuple(person.name for person, _ in everybody if person.id not in counts),
    )


def fix_periods(unit: Unit, reviews: Sequence[Review], periods: Mapping[int, Sequence[PeriodResult]]) -> None:
    """What each year is made of holds from this entry of its review's history on. `periods`: by person."""
    unit.years.add({(each.id, each.version): periods[each.employee_id] for each in reviews})


def count_anew(unit: Unit, released: Sequence[Review], acting: Acting) -> None:
    """Results of one cycle were released, perhaps again: the years that they are part of are counted anew."""
    [cycle_id] = {each.cycle_id for each in released}
    part = period_under_review(unit.cycles.get(cycle_id).name)
    if part.is_part_of_year:
        count_years_anew(unit, part, [each.employee_id for each in released], acting)


def count_years_anew(unit: Unit, part: Period, employees: Collection[int], acting: Acting) -> None:
    """What this part of these people's year came to is another now: their year is counted anew, as long as it
    is not decided. Where it is, HR hears of it, and nothing is changed. So it is of whoever has left: they
    may be back.
    """
    year = period_named(part.name[:4])
    if unit.cycles.named(year.name) is None:
        return
    reviews = unit.years.standing(year.name, employees)
    people = unit.people.values({each.employee_id for each in reviews})
    years = years_of(unit, year, people, acting.policy)
    for review in reviews:
        periods = years.get(review.employee_id, ())
        if not review.stage.decided and not review.stage.closed:
            _counted(unit, review, periods, acting)
        elif review.stage.decided and periods not in ((), unit.years.of(review.id)):
            _tell_hr(unit, review, part, acting)


def count_this_anew(unit: Unit, review: Review, acting: Acting) -> Review:
    """A decided review is open again: of a year by what its periods came to now; returns it as it is then."""
    year = period_under_review(unit.cycles.get(review.cycle_id).name)
    if not year.is_year:
        return review
    years = years_of(unit, year, [unit.people.get(review.employee_id)], acting.policy)
    return _counted(unit, review, years[review.employee_id], acting)


def _counted(unit: Unit, review: Review, periods: Sequence[PeriodResult], acting: Acting) -> Review:
    if last_counted(periods) is None or tuple(periods) == unit.years.of(review.id):
        return review
    counted, _ = advance(unit, review, Event.RECOUNT, replace(acting, by=None))
    fix_periods(unit, [counted], {review.employee_id: periods})
    return counted


def _tell_hr(unit: Unit, review: Review, part: Period, acting: Acting) -> None:
    hr = [each.id for each in unit.people.holding(Role.HR) if each.id != review.employee_id]
    notices = [YearStands(to=each, review_id=review.id, period=part.name) for each in hr]
    unit.outbox.add(*notices, now=acting.now)


def _sheets(unit: Unit, periods: Mapping[int, Sequence[PeriodResult]]) -> Mapping[int, int]:
    """By person, the sheet of the last period that counts."""
    last = {who: last_counted(theirs) for who, theirs in periods.items()}
    by_review = unit.years.sheets([each.review_id for each in last.values() if each and each.review_id])
    return {
        who: by_review[each.review_id]
        for who, each in last.items()
        if each is not None and each.review_id is not None
    }


def _ready(people: Sequence[Person], sheets: Mapping[int, int]) -> list[Candidate]:
    return [
        Candidate(person=person, was_asked=False, sheet_id=sheets[person.id], team_sheet_id=None, lacks=None)
        for person in people
    ]
