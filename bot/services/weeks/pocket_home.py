"""What one's Home tells of one's pocket."""

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.weeks.pocket import PocketOnHome
from bot.services.acting import Acting
from storage.unit import Unit

GROUPS_SHOWN = 8
NEWEST_SHOWN = 3


def pocket_on_home(unit: Unit, person: Person, acting: Acting) -> PocketOnHome | None:
    """Under what one keeps how many, and the newest; None where nothing is kept."""
    require(Deed.KEEP_EVIDENCE, acting.by)
    groups = tuple(unit.pocket.groups(person.id))
    if not groups:
        return None
    return PocketOnHome(
        total=sum(group.count for group in groups),
        groups=groups[:GROUPS_SHOWN],
        more_groups=len(groups[GROUPS_SHOWN:]),
        newest=tuple(unit.pocket.newest(person.id, count=NEWEST_SHOWN)),
    )
