"""How far everybody in a cycle is; no scores."""

from bot.domain.access import Deed, may
from bot.domain.reviews.cycles import CycleStatus
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle


def cycle_status(acting: Acting, *, name: str | None) -> CycleStatus:
    """A cycle by name, or the latest; HR and the command line see everybody, a manager their reports,
    everyone else themselves. Whoever left is not counted.

    Raises as `find_cycle`.
    """
    with acting.store.read() as unit:
        cycle = find_cycle(unit, name)
        return CycleStatus(
            name=cycle.name,
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            dates=cycle.dates,
            people=tuple(
                each for each in unit.cycles.progress(cycle.id) if may(Deed.READ_STATUS, acting.by, each)
            ),
        )
