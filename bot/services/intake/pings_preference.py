"""A developer's choice: to be mentioned directly, or to have people pointed to the desk."""

from bot.domain.access import Deed, may, require
from bot.domain.home import PingsChoice
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def choose_pings(acting: Acting, *, open_to_pings: bool) -> None:
    """Remember it; the no-pings note reads it. Safe to run twice.

    Raises Refusal("pings.not_a_developer").
    """
    require(Deed.CHOOSE_PINGS, acting.by, refuse=lambda: Refusal("pings.not_a_developer"))
    with acting.store.begin() as unit:
        unit.people.choose_pings(acting.person.id, open_to_pings=open_to_pings)
        unit.homes.concern_own(acting.person.id)


def pings_on_home(unit: Unit, person: Person, acting: Acting) -> PingsChoice | None:
    """What a developer chose; of a product manager only whether they hear the week's count."""
    if not may(Deed.COUNT_PINGS, person):
        return None
    is_developer = person.has(Role.DEVELOPER)
    allowed = unit.people.values(unit.allow_lists.of(person.id)) if is_developer else ()
    return PingsChoice(
        is_developer=is_developer,
        is_open=person.open_to_pings,
        focus_until=unit.focuses.until([person.id], now=acting.now).get(person.id) if is_developer else None,
        allowed=tuple(each.name for each in allowed if each.is_active),
        counted=bool(unit.pings_weekly.wishes([person.id])),
    )
