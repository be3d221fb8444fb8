"""Past results by other rules, for HR: counted by department, and by name where HR asks for it, on record."""

from collections.abc import Iterator, Sequence

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.reviews.calibration import calibrated
from bot.domain.reviews.cycles import is_ad_hoc, is_year
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.simulation import Past, Simulation, simulation
from bot.domain.reviews.view_as import Side
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.outcomes import standing_points
from bot.services.reviews.schemes import find_scheme
from storage.unit import Unit


def simulate(
    acting: Acting,
    *,
    scheme: Scheme | str | None,
    bands: str | None,
    cycles: Sequence[str] = (),
    names_for: str | None = None,
) -> Simulation:
    """What the released results of these cycles, or of every one, would have been. Nothing is written but
    that HR read names.

    `scheme`: one as a value, or the key of one; None: that of each cycle. `bands`: see `shares_named`.
    `names_for`: the address of whoever of HR reads names; their own result is left out then. Raises Refusal:
    simulation.nothing_asked, simulation.not_hr, simulation.none, simulation.bands, simulation.missing,
    simulation.too_few, deed.not_yours; scheme.unknown; and as `find_cycle`.
    """
    require(Deed.SIMULATE, acting.by)
    if scheme is None and bands is None:
        raise Refusal("simulation.nothing_asked")
    opened = acting.store.read if names_for is None else acting.store.begin
    with opened() as unit:
        reader = None if names_for is None else _reader(unit, names_for)
        chosen = find_scheme(unit, scheme) if isinstance(scheme, str) else scheme
        pasts = [each for each in _pasts(unit, cycles) if reader is None or each.employee_id != reader.id]
        if not pasts:
            raise Refusal("simulation.none")
        found = simulation(pasts, scheme=chosen, bands=bands, is_named=reader is not None)
        if reader is not None:
            _note(unit, acting, found, pasts, reader)
        return found


def _reader(unit: Unit, address: str) -> Person:
    person = unit.people.by_address(address)
    if person is None or not person.is_active:
        raise Refusal("simulation.not_hr", address=address)
    require(Deed.NAME_IN_SIMULATION, person, refuse=lambda: Refusal("simulation.not_hr", address=address))
    return person


def _note(unit: Unit, acting: Acting, found: Simulation, pasts: Sequence[Past], reader: Person) -> None:
    """Whoever is named reads that HR looked."""
    named = {each.past.review_id for each in found.moved}
    named |= {review_id for each in found.squeezed for review_id in each.candidates}
    reviews = {each.review_id: each.employee_id for each in pasts if each.review_id in named}
    unit.views_as.note_named(reviews, side=Side.MATRIX, by=reader, at=acting.now)


def _pasts(unit: Unit, names: Sequence[str]) -> Iterator[Past]:
    """Everybody's released result, cycle by cycle, oldest first; of whoever left, too. A year is no result of
    its own: it is left out where it is not named; an ad-hoc review, of one person, always is.
    """
    cycles = (
        [find_cycle(unit, name) for name in names]
        if names
        else [each for each in unit.cycles.standing() if not (is_year(each.name) or is_ad_hoc(each.name))]
    )
    for cycle in sorted(cycles, key=lambda each: (each.starts_on, each.id)):
        released = {each.review_id: each for each in unit.cycles.places(cycle.id) if each.is_released}
        scheme = unit.cycles.facts(cycle.id).scheme
        moves = unit.calibrations.of_all(released)
        here = unit.calibrations.here(released)
        points = standing_points(unit, [each.review for each in here], scheme)
        for each in here:
            if each.review.id not in points:
                continue
            basis, scores = points[each.review.id]
            yield Past(
                review_id=each.review.id,
                employee_id=each.review.employee_id,
                name=each.name,
                department=released[each.review.id].department,
                manager_id=each.review.manager_id,
                manager=each.manager,
                period=cycle.name,
                scheme=scheme,
                basis=basis,
                scores=scores,
                outcome=calibrated(outcome_of(scheme, basis, scores), moves.get(each.review.id, ())),
            )
