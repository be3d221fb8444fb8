"""HR and heads of department see how performance and values go together, in what is released."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, may
from bot.domain.nudging.reach import Headed, heads
from bot.domain.people import Role
from bot.domain.reviews import view_as
from bot.domain.reviews.approval import given_by_manager
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.facts import Item
from bot.domain.reviews.matrix import (
    FEWEST,
    Field,
    Halves,
    MatrixFacts,
    Standing,
    Stood,
    field_of,
    halves,
    has_halves,
)
from bot.domain.reviews.release import Place
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import REVIEW
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.export import came_since
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import last_given
from storage.reviews.matrix import ReleasedResult
from storage.unit import Unit


def find_matrix(acting: Acting, *, name: str | None) -> MatrixFacts:
    """Of the cycle that is named, or the newest of which anything is released: of the company for HR, else of
    the first department that somebody heads.

    Raises Refusal: matrix.not_yours, matrix.nothing, matrix.year; and as `find_cycle`.
    """
    with acting.store.read() as unit:
        if not _mine(unit, acting):
            raise _not_yours()
        cycle_id = find_cycle(unit, name).id if name else unit.matrices.newest()
        if cycle_id is None:
            raise Refusal("matrix.nothing", name="")
        facts = _facts(unit, acting, cycle_id, None)
        if not (facts.count or facts.without or facts.is_without_you):
            raise Refusal("matrix.nothing", name=facts.cycle_name)
        return facts


def read_matrix(acting: Acting, *, cycle_id: int, department_id: int | None) -> MatrixFacts:
    """Of one department, or (None) of the company. Raises Refusal: matrix.not_yours, matrix.year."""
    with acting.store.read() as unit:
        return _facts(unit, acting, cycle_id, department_id)


def read_names(
    acting: Acting, *, cycle_id: int, department_id: int | None, field: Field | None, first: int, most: int
) -> tuple[MatrixFacts, tuple[Standing, ...]]:
    """Who stands in a field, or (None) who moved: from the one numbered `first` on, at most so many. That HR
    read a name is put on that person's record.

    Raises Refusal: matrix.not_yours, matrix.too_few, matrix.year.
    """
    with acting.store.begin() as unit:
        facts = _facts(unit, acting, cycle_id, department_id)
        if not facts.is_drawn:
            raise Refusal("matrix.too_few", least=FEWEST)
        people = facts.moved if field is None else facts.standing_in(field)
        shown = people[first : first + most]
        if acting.person.has(Role.HR):
            unit.views_as.note_named(
                {each.review_id: each.employee_id for each in shown},
                side=view_as.Side.MATRIX,
                by=acting.person,
                at=acting.now,
            )
        return facts, shown


def _facts(unit: Unit, acting: Acting, cycle_id: int, department_id: int | None) -> MatrixFacts:
    mine = _mine(unit, acting)
    if not mine:
        raise _not_yours()
    cycle = found(lambda: unit.cycles.get(cycle_id), refuse=_not_yours)
    if is_year(cycle.name):
        raise Refusal("matrix.year", name=cycle.name)
    places = unit.cycles.places(cycle_id)
    departments = {
        each.department_id: each.department for each in places if "" in mine or each.department in mine
    }
    sees_all = "" in mine
    if department_id is None and not sees_all:
        department_id = next(iter(departments), None)
    may_see = sees_all if department_id is None else department_id in departments
    if not may_see:
        raise _not_yours()
    here = [each for each in places if department_id in (None, each.department_id)]
    results = unit.matrices.results(cycle_id, department_id=department_id)
    theirs = results if sees_all else _since_they_came(unit, acting, results)
    others = [each for each in theirs if each.employee_id != acting.by_id]
    before = unit.matrices.before([each.employee_id for each in others], cycle.starts_on)
    earlier = list(before.values()) if sees_all else _since_they_came(unit, acting, list(before.values()))
    people = _standings(unit, acting, others, {each.employee_id: each for each in earlier})
    return MatrixFacts(
        cycle_id=cycle_id,
        cycle_name=cycle.name,
        department_id=department_id,
        departments=departments,
        sees_all=sees_all,
        people=people if len(people) >= FEWEST else (),
        count=len(people),
        without=len(others) - len(people),
        waiting=sum(_waits(each) for each in here),
        is_without_you=len(others) < len(theirs),
        names_animals=acting.person.has(Role.HR),
        lines=acting.policy.matrix,
    )


def _since_they_came(
    unit: Unit, acting: Acting, results: Sequence[ReleasedResult]
) -> Sequence[ReleasedResult]:
    """As a head's file has it: what was released before somebody came was the former head's to know."""
    since = came_since(unit, {each.employee_id for each in results})
    when = unit.histories.released_at([each.review_id for each in results if each.employee_id in since])
    zone = ZoneInfo(acting.policy.default_timezone)
    return [
        each
        for each in results
        if each.review_id not in when
        or when[each.review_id].astimezone(zone).date() >= since[each.employee_id]
    ]


def _standings(
    unit: Unit, acting: Acting, results: Sequence[ReleasedResult], before: Mapping[int, ReleasedResult]
) -> tuple[Standing, ...]:
    lines = acting.policy.matrix
    means = _halves(unit, [*results, *before.values()])
    names = {each.cycle_id: unit.cycles.get(each.cycle_id).name for each in _one_a_cycle(before.values())}
    people = []
    for each in results:
        now = means.get(each.review_id)
        if now is None:
            continue
        standing = Standing(
            review_id=each.review_id,
            employee_id=each.employee_id,
            name=each.name,
            field=field_of(now, lines),
        )
        earlier = before.get(each.employee_id)
        then = means.get(earlier.review_id) if earlier else None
        if earlier is not None and then is not None:
            stood = Stood(field=field_of(then, lines), period=names[earlier.cycle_id])
            standing = replace(standing, before=stood)
        people.append(standing)
    return tuple(people)


def _halves(unit: Unit, results: Sequence[ReleasedResult]) -> Mapping[int, Halves]:
    """Both means of each of these whose scheme has both, by the review's id."""
    schemes = {each.cycle_id: unit.cycles.facts(each.cycle_id).scheme for each in _one_a_cycle(results)}
    some = [each for each in results if has_halves(schemes[each.cycle_id])]
    scores = unit.matrices.scores([each.review_id for each in some])
    kpis = unit.matrices.kpis(
        [sheet for each in some for sheet in each.sheets],
        teams={each.team_sheet_id for each in some if each.team_sheet_id is not None},
    )
    means = {}
    for each in some:
        scheme, given = schemes[each.cycle_id], scores.get(each.review_id, ())
        basis = Basis(kpis=tuple(kpi for sheet in each.sheets for kpi in kpis.get(sheet, ())))
        holding: dict[Item, Decimal] = {
            item: score.score
            for item, score in {**last_given(given, Side.SELF), **given_by_manager(given)}.items()
        }
        means[each.review_id] = halves(scheme, basis, holding)
    return means


def _one_a_cycle(results: Collection[ReleasedResult]) -> Collection[ReleasedResult]:
    return {each.cycle_id: each for each in results}.values()


def _waits(place: Place) -> bool:
    return place.is_here and REVIEW.stage(place.state).rated and not place.is_released


def _mine(unit: Unit, acting: Acting) -> frozenset[str]:
    """Which departments somebody may look at, by name; the empty name: the company as a whole."""
    headed = heads(unit.reaches.workers())
    mine = {
        name
        for name, who in headed.items()
        if may(Deed.READ_MATRIX, acting.by, Headed(department=name, heads=frozenset(who)))
    }
    if may(Deed.READ_MATRIX, acting.by, Headed(department="", heads=frozenset())):
        mine.add("")
    return frozenset(mine)


def _not_yours() -> Refusal:
    return Refusal("matrix.not_yours")
