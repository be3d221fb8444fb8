"""A department's month in four parts, for whoever heads it and for HR."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, may, require
from bot.domain.actions.action import ActionKind
from bot.domain.calendar import at_local
from bot.domain.goals.figures import Owner, Place
from bot.domain.nudging.reach import counted, heads, measured
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reports.counting import FEWEST, Count, Thing, count, split
from bot.domain.reports.department import (
    CHECK_INS,
    GOALS,
    REVIEWS,
    Completion,
    DepartmentAbout,
    DepartmentReport,
    Growth,
    of_kinds,
    suggested,
)
from bot.domain.reports.kpi_trend import Entered, KpiLine, readings
from bot.domain.reports.month import Month, newest
from bot.domain.reports.notices import DeckMade, DepartmentReported
from bot.domain.reviews.kpis import Kpi
from bot.domain.text import key
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def ask_for_deck(acting: Acting, *, name: str, month: Month | None) -> tuple[str, ...]:
    """Have the month of a department sent to oneself, as a message and as slides; returns of which.

    `name` empty: all that one heads. `month` None: the last one that is told. Raises as `read_department`.
    """
    with acting.store.begin() as unit:
        chosen = _chosen(unit, acting, name)
        for each in chosen:
            add_notices(
                unit,
                acting.person.id,
                each.id,
                month or newest(acting.today, acting.calendar),
                now=acting.now,
                asked=acting.now.isoformat(),
            )
        return tuple(each.department for each in chosen)


def read_department(
    acting: Acting, *, name: str, month: Month | None
) -> tuple[DepartmentReport, tuple[Person, ...]]:
    """A department's month, and who heads it: nobody hears of it by themselves where that is nobody.

    Raises Refusal: deck.not_yours, deck.department.
    """
    with acting.store.read() as unit:
        about = _chosen(unit, acting, name)[0]
        of = month or newest(acting.today, acting.calendar)
        found = report_of(unit, about, of, policy=acting.policy, now=acting.now)
        return found, tuple(unit.people.values(about.heads))


def add_notices(
    unit: Unit, to: int, department_id: int, month: Month, *, now: datetime, asked: str = ""
) -> None:
    """The message first, the slides under it."""
    for kind in (DepartmentReported, DeckMade):
        unit.outbox.add(kind(to=to, department_id=department_id, month=str(month), asked=asked), now=now)


def departments(unit: Unit) -> Sequence[DepartmentAbout]:
    """Every department that somebody is in, with its heads, by name."""
    headed = heads(unit.reaches.workers())
    return [
        DepartmentAbout(id=number, department=name, heads=headed.get(name, frozenset()))
        for name, number in unit.department_reports.departments().items()
    ]


def without_head(acting: Acting) -> tuple[str, ...]:
    """Departments in which somebody has a manager and that nobody heads: their month goes to nobody."""
    with acting.store.read() as unit:
        led = {each.department for each in unit.reaches.workers() if each.manager_id is not None}
        return tuple(
            each.department
            for each in departments(unit)
            if not each.heads and each.department in led and may_read_department(acting.by, each)
        )


def about(unit: Unit, department_id: int) -> DepartmentAbout | None:
    """One of them; None where nobody is in it any more."""
    return next((each for each in departments(unit) if each.id == department_id), None)


def may_read_department(person: Person | None, about: DepartmentAbout) -> bool:
    """For whoever sends what was asked for: they may not be head any more."""
    return may(Deed.READ_DEPARTMENT, person, about)


def report_of(
    unit: Unit, about: DepartmentAbout, month: Month, *, policy: Policy, now: datetime
) -> DepartmentReport:
    """The same within a transaction, in a fixed number of statements; whoever shows it checks for whom."""
    zone = ZoneInfo(policy.default_timezone)
    queries = unit.department_reports
    people = sum(each.department == about.department for each in unit.reaches.workers())
    start = at_local(month.first, 0, zone=zone)
    end = at_local(month.last + timedelta(days=1), 0, zone=zone)
    steps = _steps(unit, about.id, month, policy=policy, now=now)
    own, shared = _kpis(unit, about.id, month, zone=zone)
    return DepartmentReport(
        department=about.department,
        month=month,
        is_small=people < FEWEST,
        completion=Completion(
            check_ins=count(of_kinds(steps, CHECK_INS), people=people),
            goals=count(of_kinds(steps, GOALS), people=people),
            reviews=count(of_kinds(steps, REVIEWS), people=people),
        ),
        kpis=own,
        shared=shared,
        handovers=count(queries.handovers(about.id, month, zone=zone, now=now), people=people),
        questions=count(queries.questions(about.id, start=start, end=end), people=people),
        feedback=count(queries.feedback(about.id, month), people=people),
        growth=_growth(unit, about.id, month, start=start, end=end, people=people),
        suggestions=suggested(queries.suggestions(about.id, month), people=people),
        actions=count(queries.open_actions(about.id, today=now.astimezone(zone).date()), people=people),
        recognised=tuple(queries.recognised(about.id, start=start, end=end)),
    )


def _growth(
    unit: Unit, department_id: int, month: Month, *, start: datetime, end: datetime, people: int
) -> Growth:
    queries = unit.department_reports
    begun, done = (
        {
            kind: asked(department_id, kind, start=start, end=end)
            for kind in (ActionKind.TRAINING, ActionKind.MENTORING)
        }
        for asked in (queries.begun, queries.finished)
    )

    def counted(found: Sequence[tuple[int, object]]) -> Count | None:
        return count((Thing(person_id=who) for who, _ in found), people=people)

    return Growth(
        trainings_begun=counted(begun[ActionKind.TRAINING]),
        trainings_done=counted(done[ActionKind.TRAINING]),
        pairings_begun=counted(begun[ActionKind.MENTORING]),
        pairings_done=counted(done[ActionKind.MENTORING]),
        requirements=count(queries.requirements(department_id, month), people=people),
        kinds=split(begun[ActionKind.TRAINING], people=people),
        offers=split(queries.offers(department_id, start=start, end=end), people=people),
    )


def _chosen(unit: Unit, acting: Acting, name: str) -> list[DepartmentAbout]:
    everything = departments(unit)
    if not name:
        own = [each for each in everything if acting.by_id in each.heads]
        if own:
            return own
    readable = [each for each in everything if may_read_department(acting.by, each)]
    if not readable:
        raise Refusal("deck.not_yours")
    found = [each for each in everything if key(each.department) == key(name)]
    if not found:
        raise Refusal("deck.department", name=name, known=[each.department for each in readable])
    require(Deed.READ_DEPARTMENT, acting.by, found[0], refuse=lambda: Refusal("deck.not_yours"))
    return found[:1]


def _steps(
    unit: Unit, department_id: int, month: Month, *, policy: Policy, now: datetime
) -> list[tuple[Kind, Thing]]:
    """What was due in the month. Later steps are read, too: one may have gone on in another."""
    steps = unit.reaches.due_since(month.first, department_id=department_id)
    calendars = {each: policy.calendar(each) for each in unit.reaches.countries()}
    found = []
    for each in counted(steps):
        if each.due_on <= month.last:
            what = measured(each, {}, calendars, now=now)
            is_done = what.is_done and not what.is_late
            found.append((each.kind, Thing(person_id=what.person_id, is_done=is_done, is_late=what.is_late)))
    return found


def _kpis(
    unit: Unit, department_id: int, month: Month, *, zone: ZoneInfo
) -> tuple[tuple[KpiLine, ...], tuple[KpiLine, ...]]:
    """The team's own, and what is shared: of each of those there is one figure, whoever has it."""
    team = [each for each in unit.department_reports.team_kpis(department_id) if each.shared_id is None]
    shared = unit.department_reports.shared_kpis(department_id)
    figures = unit.department_reports.figures(department_id, [each[0] for each in shared], zone=zone)
    own = [
        _line(each, Place(owner=Owner.DEPARTMENT, owner_id=department_id, kpi=each.key), figures, month)
        for each in team
    ]
    with_others = [
        _line(
            kpi,
            Place(owner=Owner.SHARED, owner_id=shared_id, kpi=""),
            figures,
            month,
            has_few=not has_department and people < FEWEST,
        )
        for shared_id, kpi, has_department, people in shared
    ]
    return tuple(own), tuple(with_others)


def _line(
    kpi: Kpi,
    place: Place,
    figures: Mapping[Place, Sequence[Entered]],
    month: Month,
    *,
    has_few: bool = False,
) -> KpiLine:
    return KpiLine(
        name=kpi.name,
        unit=kpi.unit,
        quantity=kpi.quantity,
        target=kpi.target,
        amount=kpi.target_figure,
        direction=kpi.direction,
        readings=() if has_few else readings(figures.get(place, ()), month=month),
        has_few=has_few,
    )
