"""Open a cycle for the right people, all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.obligations import Obligation
from bot.domain.people import Person
from bot.domain.reviews.cycles import OpenedCycle, UnusualPeriod, dates_for, period_named, usual_names
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.follows import Moved
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.obligations import Terms, implied
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import dump_scheme
from bot.domain.reviews.self_score import minutes
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.figures_owed import ask_for_figures
from bot.services.reviews.advance import announced_at, follow_all, kpis_on
from bot.services.reviews.find_cycle import require_hr
from bot.services.reviews.schemes import find_scheme, refuse_a_changed_scheme
from storage.unit import Unit

DEFAULT_SCHEME = "kpi-values"
NAMES_SHOWN = 20


def open_cycle(
    acting: Acting, *, name: str, scheme_key: str = DEFAULT_SCHEME, is_meant: bool = False
) -> OpenedCycle:
    """Open a cycle; each employee hears of it at the opening hour of their own next working day.

    `is_meant`: an unusual period was asked about, and is to be opened. `by` is None on the command
    line. Raises UnusualPeriod; Refusal: cycle.not_hr, cycle.name, scheme.unknown, scheme.changed,
    cycle.already_open, cycle.nobody, cycle.no_manager, cycle.manager_left, cycle.no_sheet,
    cycle.no_team_sheet.
    """
    require_hr(acting)
    period = period_named(name)
    today = acting.today
    dates = dates_for(
        period, opened_on=today, schedule=acting.policy.schedule, country=acting.policy.default_country
    )
    with acting.store.begin() as unit:
        _refuse_if_open(unit, period.name)
        scheme = find_scheme(unit, scheme_key)
        refuse_a_changed_scheme(unit.cycles.on_scheme(scheme.key, scheme.version), scheme)
        sheets = unit.cycles.sheets()
        everybody = unit.cycles.people(period.grade)
        # Whoever leads the company has neither: they are not under review, which the answer says.
        people = [each for each in everybody if each.manager_id is not None or each.id in sheets]
        _refuse_unready(unit, people, sheets, period_name=period.name, grade=period.grade.value)
        team_sheets = unit.cycles.team_sheets() if Whose.TEAM in scheme.sheets else {}
        if Whose.TEAM in scheme.sheets:
            _refuse_without_team_sheet(people, team_sheets, scheme_key=scheme.key)
        usual = usual_names(period.grade, today=today)
        if not is_meant and period.name not in usual:
            raise UnusualPeriod(period, people=len(people), usual=usual)
        cycle_id = unit.cycles.add(
            name=period.name,
            scheme_key=scheme.key,
            scheme_version=scheme.version,
            scheme=dump_scheme(scheme),
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            opened_at=acting.now,
            opened_by_id=acting.by_id,
            self_score_due=dates.self_score_due,
            self_score_closes=dates.self_score_closes,
            approval_due=dates.approval_due,
        )
        if cycle_id is None:  # somebody else was faster by a moment
            _refuse_if_open(unit, period.name)
            raise Refusal("cycle.already_open", name=period.name, on=acting.now, by="")
        reviews = unit.cycles.add_reviews(
            cycle_id,
            [
                (
                    each.id,
                    each.manager_id,
                    sheets[each.id][0],
                    team_sheets.get(each.department, (None, 0))[0],
                )
                for each in people
                if each.manager_id is not None
            ],
            by_id=acting.by_id,
            at=acting.now,
        )
        opened = CycleFacts(
            id=cycle_id,
            name=period.name,
            scheme=scheme,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            self_score_due=dates.self_score_due,
            self_score_closes=dates.self_score_closes,
            approval_due=dates.approval_due,
        )
        _begin(unit, reviews, people, acting, cycle=opened)
        ask_for_figures(unit, acting, cycle_id)
        return OpenedCycle(
            name=period.name,
            scheme=scheme,
            people=len(people),
            dates=dates,
            not_reviewed=tuple(each.name for each in everybody if each.manager_id is None),
        )


def _refuse_if_open(unit: Unit, name: str) -> None:
    known = unit.cycles.named(name)
    if known is not None:
        opener = unit.cycles.opener(known.id, who_is_here=False)
        raise Refusal("cycle.already_open", name=name, on=known.opened_at, by=opener)


def _refuse_unready(
    unit: Unit,
    people: Sequence[Person],
    sheets: Mapping[int, tuple[int, int]],
    *,
    period_name: str,
    grade: str,
) -> None:
    if not people:
        raise Refusal("cycle.nobody", name=period_name, grade=grade)
    _refuse_named("cycle.no_manager", [each.name for each in people if each.manager_id is None])
    gone = unit.cycles.people_who_left()
    _refuse_named("cycle.manager_left", [each.name for each in people if each.manager_id in gone])
    _refuse_named("cycle.no_sheet", [each.name for each in people if sheets.get(each.id, (0, 0))[1] != 100])


def _refuse_without_team_sheet(
    people: Sequence[Person], team_sheets: Mapping[str, tuple[int, int]], *, scheme_key: str
) -> None:
    without = sorted(
        {each.department for each in people if team_sheets.get(each.department, (0, 0))[1] != 100}
    )
    _refuse_named("cycle.no_team_sheet", without, scheme=scheme_key)


def _refuse_named(code: str, names: Sequence[str], **facts: str) -> None:
    if names:
        more = max(0, len(names) - NAMES_SHOWN)
        raise Refusal(code, names=list(names[:NAMES_SHOWN]), more=more, **facts)


def _begin(
    unit: Unit, reviews: Sequence[Review], people: Sequence[Person], acting: Acting, *, cycle: CycleFacts
) -> None:
    """Each hears of it, and owes a self-score, from the opening hour of their own next working day on."""
    counts = unit.reviews.kpi_counts()
    by_id = {person.id: person for person in people}
    due: dict[tuple[str, str], datetime] = {}
    owed: list[Obligation] = []
    arriving: dict[datetime, list[Review]] = {}
    for review in reviews:
        person = by_id[review.employee_id]
        place = (person.timezone, person.country)
        if place not in due:
            due[place] = announced_at(person, acting, since=acting.now)
        kpis = kpis_on(review, counts)
        terms = Terms(cycle=cycle, announced_at=due[place], minutes=minutes(cycle.scheme, kpis))
        owed.extend(implied(review, terms))
        arriving.setdefault(due[place], []).append(review)
    unit.obligations.add(owed)
    for due_at, some in sorted(arriving.items()):
        follow_all(unit, Event.OPEN, [Moved(review=each) for each in some], now=acting.now, due_at=due_at)
