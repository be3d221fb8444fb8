"""Figures from a file: all of them, or with one mistake none."""

from collections.abc import Mapping, Sequence

from bot.domain.access import Deed, require
from bot.domain.goals.figure_import import FigureEntry, FigureImport, FiguresOf, ImportedFigures, Known
from bot.domain.goals.figures import Wanted
from bot.domain.reviews.cycles import cycle_name
from bot.domain.text import address, key
from bot.services.acting import Acting
from bot.services.goals.figures import keep_new
from storage.unit import Unit


def check_figures(acting: Acting, entries: Sequence[FigureEntry]) -> ImportedFigures:
    """What a file would change, or all that is wrong with it; nothing is changed."""
    with acting.store.read() as unit:
        return _read(unit, acting, entries)


def import_figures(acting: Acting, entries: Sequence[FigureEntry]) -> ImportedFigures:
    """Enter a file's figures; what is as it was stays, what differs is corrected and the former one kept.

    With one problem nothing is changed. Safe to run twice.
    """
    with acting.store.begin() as unit:
        imported = _read(unit, acting, entries)
        if not imported.problems:
            for cycle_id, figures in imported.new.items():
                keep_new(unit, acting, cycle_id, figures)
        return imported


def _read(unit: Unit, acting: Acting, entries: Sequence[FigureEntry]) -> ImportedFigures:
    cycles = _cycles(unit, entries)
    for each in cycles.values():
        for wanted in each.wanted:
            require(Deed.ENTER_FIGURES, acting.by, wanted)
    return FigureImport(
        cycles=cycles,
        people=_people(unit),
        departments={key(name): number for name, number in unit.people.departments().items()},
    ).read(entries)


def _cycles(unit: Unit, entries: Sequence[FigureEntry]) -> Mapping[str, FiguresOf]:
    found = {}
    for name in {cycle_name(entry.cycle) for entry in entries}:
        cycle = unit.cycles.named(name)
        if cycle is not None:
            wanted: tuple[Wanted, ...] = tuple(unit.figures.wanted(cycle.id))
            found[name] = FiguresOf(id=cycle.id, name=cycle.name, wanted=wanted)
    return found


def _people(unit: Unit) -> Mapping[str, Known]:
    """Everybody by their address and by those that they had before; whoever has one now goes first."""
    everybody = unit.people.every()
    known = {each.id: Known(id=each.id, name=each.name, has_left=not each.is_active) for each in everybody}
    former = {email: known[person_id] for email, person_id in unit.people.former_addresses().items()}
    return {**former, **{address(each.email): known[each.id] for each in everybody}}
