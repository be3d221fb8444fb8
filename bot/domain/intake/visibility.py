"""Who reads what of a request that is private. Source: domain.md §10, docs/decisions/0033."""

from typing import Protocol

from bot.domain.people import Person, Role


class Guarded(Protocol):
    """A request as far as it matters here: whose it is, and whether it is private."""

    @property
    def requester_id(self) -> int: ...

    @property
    def owner_id(self) -> int: ...

    @property
    def is_private(self) -> bool: ...


def may_read(request: Guarded, person: Person | None) -> bool:
    """Whether a request may stand before this person at all, in a list, a search, a card or whole.

    A private one is for whoever filed it, whoever has it, and product managers: not for admins, and not for
    the company. Of all others its number and its owner are known. What a public one shows to whom, where it
    may stand, is bot.domain.access's.
    """
    if not request.is_private:
        return True
    return person is not None and (
        person.id in (request.requester_id, request.owner_id) or person.has(Role.PRODUCT_MANAGER)
    )
