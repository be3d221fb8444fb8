"""A cycle by the name that somebody wrote."""

from bot.errors import Refusal
from storage.models.reviews import CycleRow
from storage.unit import Unit

NAMES_SHOWN = 20


def find_cycle(unit: Unit, name: str | None, *, lock: bool = False) -> CycleRow:
    """The cycle, however it was written; without a name the latest one.

    Raises Refusal("cycle.unknown"), and Refusal("cycle.none") where none was opened yet.
    """
    cycle = unit.cycles.named(name, lock=lock) if name else unit.cycles.latest()
    if cycle is None:
        known = list(unit.cycles.names()[:NAMES_SHOWN])
        if not known:
            raise Refusal("cycle.none")
        raise Refusal("cycle.unknown", name=name, known=known)
    return cycle
