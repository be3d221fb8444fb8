"""A developer's choice: to be mentioned directly, or to have people pointed to the desk."""

from bot.domain.access import Deed, require
from bot.errors import Refusal
from bot.services.acting import Acting


def choose_pings(acting: Acting, *, open_to_pings: bool) -> None:
    """Remember it; the no-pings note reads it. Safe to run twice.

    Raises Refusal("pings.not_a_developer").
    """
    require(Deed.CHOOSE_PINGS, acting.by, refuse=lambda: Refusal("pings.not_a_developer"))
    with acting.store.begin() as unit:
        unit.people.choose_pings(acting.person.id, open_to_pings=open_to_pings)
        unit.homes.concern_own(acting.person.id)
