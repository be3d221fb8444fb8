"""Reviews and results as files, for whoever may read each part. Each is on record before it is shown.

As in docs/decisions/0045 HR is given somebody's reviews as the employee reads them: docs/decisions/0076.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, may, require
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import FormVersion
from bot.domain.goals.sheet import SheetVersion
from bot.domain.moves import Move
from bot.domain.nudging.reach import Headed, heads
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.privacy.looks import FileLook
from bot.domain.reviews.calibration import in_force
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.export import (
    TOLD,
    FileOf,
    PersonsFile,
    ResultOf,
    Results,
    ReviewOf,
    came_on,
    may_be_told,
    told,
)
from bot.domain.reviews.past import PastResult
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Mark
from bot.domain.text import key
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.actions.my_actions import listed
from bot.services.privacy.export import whom
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.history import whole_history
from bot.services.reviews.outcomes import outcomes_of
from storage.unit import Unit

NOBODYS = Headed(department="", heads=frozenset())
"""What nobody heads: the company as a whole."""


def for_somebody(acting: Acting, *, of: str) -> Acting:
    """The command line on behalf of somebody, by e-mail or number: from then on it is they who act.

    Raises Refusal: person.nobody, export.has_left.
    """
    require(Deed.EXPORT_FOR_SOMEBODY, acting.by)
    with acting.store.read() as unit:
        person = whom(unit, of)
    if not person.is_active:
        raise Refusal("export.has_left", name=person.name)
    return replace(acting, by=person)


def export_file(acting: Acting, *, of: str) -> PersonsFile:
    """Somebody's reviews, by e-mail or number. Raises Refusal: export.not_yours, and for HR person.nobody."""
    with acting.store.begin() as unit:
        person = _theirs(unit, acting, of)
        note_file(unit, acting, person)
        return file_of(unit, acting.person, person, now=acting.now)


def export_department(acting: Acting, *, name: str, cycle: str | None = None) -> Results:
    """Everybody's of a department, of one cycle or of all.

    Raises Refusal: export.no_department, also for one that is not theirs; and as `find_cycle`.
    """
    with acting.store.begin() as unit:
        results = results_of(
            unit, acting.by, department=name, cycle=cycle, now=acting.now, policy=acting.policy
        )
        note_results(unit, acting, results)
        return results


def export_cycle(acting: Acting, *, name: str | None) -> Results:
    """Everybody's of a cycle. Raises Refusal: export.not_hr; and as `find_cycle`."""
    with acting.store.begin() as unit:
        results = results_of(unit, acting.by, cycle=name, now=acting.now, policy=acting.policy)
        note_results(unit, acting, results)
        return results


def note_file(unit: Unit, acting: Acting, person: Person) -> None:
    """That they took out somebody's reviews; of one's own nobody need know.

    Raises Refusal("export.not_yours").
    """
    require(Deed.EXPORT_FILE, acting.by, FileOf.person(person), refuse=_not_yours)
    if person.id != acting.by_id:
        unit.held.note_look(person.id, FileLook.REVIEWS, by_id=acting.by_id, at=acting.now)


def note_results(unit: Unit, acting: Acting, results: Results) -> None:
    """That they took out these results; for each whose result is among them."""
    shown = {each.person.id for each in results.results if each.outcome is not None} - {acting.by_id}
    unit.held.note_looks(shown, FileLook.RESULT, by_id=acting.by_id, at=acting.now)


def file_of(unit: Unit, reader: Person, person: Person, *, now: datetime) -> PersonsFile:
    """Somebody's reviews as the reader is given them, within a transaction.

    Raises Refusal("export.not_yours").
    """
    require(Deed.EXPORT_FILE, reader, FileOf.person(person), refuse=_not_yours)
    # HR is shown what the employee reads.
    seen_by = reader if reader.id in (person.id, person.manager_id) else person
    happened = [
        told(each)
        for each in whole_history(unit, seen_by, person)
        if each.subject in TOLD and may_be_told(each)
    ]
    acted = sorted({each.by_id for each in happened if each.by_id is not None})
    parts = sorted(_reviews(unit, seen_by, person), key=lambda each: each.facts.review.cycle.starts_on)
    actions = listed(unit, unit.actions.of_person(person.id))
    goals = sorted(unit.histories.goals_of(person.id), key=lambda each: each[0].id)
    return PersonsFile(
        person=person,
        reader=reader,
        at=now,
        reviews=tuple(parts),
        happened=tuple(happened),
        by={each.id: each.name for each in unit.people.values(acted)},
        sheets=tuple(_sheets(unit, seen_by, goals)),
        forms=tuple(_forms(unit, seen_by, goals)),
        actions=tuple(each for each in actions if each.began or seen_by.id != person.id),
        before=tuple(sorted(_before(unit, seen_by, person), key=lambda each: each.period)),
        why_moved=person.id != reader.id,
    )


def results_of(
    unit: Unit,
    reader: Person | None,
    *,
    now: datetime,
    policy: Policy,
    department: str | None = None,
    cycle: str | None = None,
    until: datetime | None = None,
) -> Results:
    """Everybody's of a department, of a cycle, or both, within a transaction; without either, of the newest
    cycle. `until`: what was released after it is not told.

    Raises Refusal: export.no_department, export.not_hr; and as `find_cycle`.
    """
    zone = ZoneInfo(policy.default_timezone)
    if department is None:
        require(Deed.EXPORT_RESULTS, reader, NOBODYS, refuse=lambda: Refusal("export.not_hr"))
        names = [find_cycle(unit, cycle).name]
    else:
        department = _department(unit, reader, department)
        names = [find_cycle(unit, cycle).name] if cycle else sorted(unit.cycles.names())
    found = tuple(
        each for name in names for each in _results(unit, name, department=department, zone=zone, until=until)
    )
    if reader is None:
        raise Refusal("export.not_hr")
    if not reader.has(Role.HR):
        found = _for_head(unit, reader, found)
    return Results(department=department, reader=reader, at=now, results=found)


def _for_head(unit: Unit, reader: Person, found: Sequence[ResultOf]) -> tuple[ResultOf, ...]:
    """Without whoever is above them, and without what was released before somebody came to the department:
    that was the former head's to know.
    """
    above = _above(unit, reader)
    since = came_since(unit, {each.person.id for each in found})
    return tuple(
        each
        for each in found
        if each.person.id not in above
        and not (each.released_on and (came := since.get(each.person.id)) and each.released_on < came)
    )


def came_since(unit: Unit, people: Collection[int]) -> Mapping[int, date]:
    """Since which day each of these is in their department, by their id; without whoever began in it."""
    moves = unit.moves.of_all(people, (Move.TRANSFER,))
    return {person_id: day for person_id, theirs in moves.items() if (day := came_on(theirs)) is not None}


def _above(unit: Unit, person: Person) -> Collection[int]:
    """Their manager, whose manager that has, and so on: of those nobody reads a result."""
    managers = {each.id: each.manager_id for each in unit.reaches.workers()}
    found: set[int] = set()
    above = person.manager_id
    while above is not None and above not in found:
        found.add(above)
        above = managers.get(above)
    return found


def _department(unit: Unit, reader: Person | None, name: str) -> str:
    """As the organisation calls it. Raises Refusal("export.no_department")."""
    every = _departments(unit)
    about = next((each for each in every if key(each.department) == key(name)), NOBODYS)
    require(Deed.EXPORT_RESULTS, reader, about, refuse=lambda: _no_department(every, reader))
    if about is NOBODYS:
        raise _no_department(every, reader)
    return about.department


def _theirs(unit: Unit, acting: Acting, of: str) -> Person:
    try:
        return whom(unit, of)
    except Refusal:
        # Whoever may read everybody's may know that nobody is there.
        raise (Refusal("person.nobody", of=of) if acting.person.has(Role.HR) else _not_yours()) from None


def _reviews(unit: Unit, reader: Person, person: Person) -> Iterator[ReviewOf]:
    """The released ones that they may read."""
    for review, _ in unit.histories.reviews_of(person.id):
        if review.stage.released and may(Deed.READ_RESULT, reader, review):
            facts = approval_facts(unit, review.id)
            # A former manager wrote it for those who score.
            yield ReviewOf(
                facts=replace(facts, contributions=()), moves=in_force(unit.calibrations.of(review.id))
            )


def _before(unit: Unit, reader: Person, person: Person) -> Iterator[PastResult]:
    """What was imported; of periods that were over when they came a manager has no result either way."""
    moves = unit.moves.of(person.id, (Move.NEW_MANAGER,)) if reader.id != person.id else ()
    since = max((each.day for each in moves), default=date.min)
    for each in unit.past.of([person.id]).values():
        if period_named(each.period).ends_on >= since:
            yield each


def _sheets(
    unit: Unit, reader: Person, of: Sequence[tuple[Goals, str]]
) -> Iterator[tuple[str, SheetVersion]]:
    """The one of each period that counts."""
    for goals, period in of:
        if goals.agreed_sheet_id is not None and may(Deed.READ_GOALS, reader, goals):
            yield period, unit.sheets.version(goals.agreed_sheet_id)


def _forms(unit: Unit, reader: Person, of: Sequence[tuple[Goals, str]]) -> Iterator[tuple[str, FormVersion]]:
    for goals, period in of:
        try:
            form = unit.job_forms.of_goals(goals.id)
        except Missing:
            continue
        if not may(Deed.READ_JOB_FORM, reader, form):
            continue
        rated = [each for each in unit.job_forms.versions(form.id) if each.rating is not None]
        if rated:
            yield period, rated[-1]


def _results(
    unit: Unit, period: str, *, department: str | None, zone: ZoneInfo, until: datetime | None
) -> Iterator[ResultOf]:
    cycle = unit.cycles.facts(find_cycle(unit, period).id)
    places = [
        each
        for each in unit.cycles.places(cycle.id)
        if department in (None, each.department) and each.mark is not Mark.WITHDRAWN
    ]
    here = {each.review.id: each for each in unit.calibrations.here([each.review_id for each in places])}
    days = {
        review_id: at
        for review_id, at in unit.histories.released_at([each.review_id for each in places]).items()
        if until is None or at <= until
    }
    released = [here[each.review_id].review for each in places if each.is_released and each.review_id in days]
    moves = unit.calibrations.of_all([each.id for each in released])
    outcomes = outcomes_of(unit, released, cycle.scheme, moves=moves)
    people = _people(unit, [each.review for each in here.values()])
    numbers = {person_id: number for number, person_id in unit.people.numbers().items()}
    for place in places:
        review = here[place.review_id].review
        yield ResultOf(
            person=people[review.employee_id],
            number=numbers.get(review.employee_id),
            manager=people[review.manager_id],
            cycle=cycle,
            state=place.state,
            released_on=_day(days.get(review.id), zone) if place.is_released else None,
            outcome=outcomes.get(review.id),
        )


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _people(unit: Unit, reviews: Sequence[Review]) -> Mapping[int, Person]:
    wanted = {person_id for each in reviews for person_id in (each.employee_id, each.manager_id)}
    return {each.id: each for each in unit.people.values(sorted(wanted))}


def _departments(unit: Unit) -> Sequence[Headed]:
    return [
        Headed(department=name, heads=frozenset(who)) for name, who in heads(unit.reaches.workers()).items()
    ]


def _no_department(every: Sequence[Headed], reader: Person | None) -> Refusal:
    """Names those that somebody may have; whoever heads none is told of none."""
    mine = sorted(each.department for each in every if may(Deed.EXPORT_RESULTS, reader, each))
    return Refusal("export.no_department", known=mine)


def _not_yours() -> Refusal:
    return Refusal("export.not_yours")
