"""A developer's choice: to be mentioned directly, or to have people pointed to the desk."""

from bot.domain.people import Person, Role
from bot.errors import Refusal
from storage.unit import Store


def choose_pings(store: Store, *, by: Person, open_to_pings: bool) -> None:
    """Remember it; the no-pings note reads it. Safe to run twice.

    Raises Refusal("pings.not_a_developer").
    """
    if not by.has(Role.DEVELOPER):
        raise Refusal("pings.not_a_developer")
    with store.begin() as unit:
        unit.people.get(by.id).open_to_pings = open_to_pings
