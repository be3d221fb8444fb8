"""Who looked at one's own file: a line on Home, and all of it by pages."""

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.privacy.looks import Looks
from bot.services.acting import Acting
from storage.unit import Unit


def read_looks(acting: Acting, *, page: int = 1) -> Looks:
    """One page of every look at the file of whoever acts, the newest first."""
    require(Deed.READ_OWN_LOOKS, acting.by)
    with acting.store.read() as unit:
        return unit.looks.page(acting.person.id, page)


def looks_on_home(unit: Unit, person: Person, _acting: Acting) -> int:
    """How many there were."""
    return unit.looks.count(person.id)
