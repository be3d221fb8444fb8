"""The file of pay places: all of it, or with one mistake nothing."""

from collections.abc import Sequence

from bot.domain.access import Deed, require
from bot.domain.pay.place_import import ImportedPlaces, PlaceEntry, PlaceImport
from bot.services.acting import Acting
from bot.services.people.listed_people import listed_people
from storage.pay.proposal import pay_of
from storage.unit import Unit


def check_places(acting: Acting, entries: Sequence[PlaceEntry]) -> ImportedPlaces:
    """What a file would add, or all that is wrong with it; nothing is kept."""
    require(Deed.IMPORT_PAY_PLACES, acting.by)
    with acting.store.read() as unit:
        return _read(unit, acting, entries)


def import_places(acting: Acting, entries: Sequence[PlaceEntry]) -> ImportedPlaces:
    """Append where people stand from a day on; what was said before stays. With one problem nothing is kept.
    Safe to run twice.
    """
    require(Deed.IMPORT_PAY_PLACES, acting.by)
    with acting.store.begin() as unit:
        imported = _read(unit, acting, entries)
        if not imported.problems:
            pay_of(unit).add_places(imported.new, at=acting.now)
        return imported


def _read(unit: Unit, acting: Acting, entries: Sequence[PlaceEntry]) -> ImportedPlaces:
    return PlaceImport(
        people=listed_people(unit),
        held=pay_of(unit).places(),
        usual=acting.policy.pay.steps,
        today=acting.today,
    ).read(entries)
