"""Colleagues who may always mention a developer, by the developer's own word."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.people import Person
from bot.errors import Refusal

MOST = 50
ALLOWED = "allowed"
"""The field of the form in which they are chosen."""


@dataclass(frozen=True, kw_only=True)
class AllowList:
    """Whom a developer allows, by name."""

    developer: Person
    allowed: tuple[Person, ...]


def check_allowed(found: Collection[Person | None], *, by: Person) -> tuple[Person, ...]:
    """Raises Refusal: allow_list.unknown, allow_list.left, allow_list.oneself, allow_list.too_many."""
    people = []
    for person in found:
        if person is None:
            raise Refusal("allow_list.unknown", field=ALLOWED)
        if not person.is_active:
            raise Refusal("allow_list.left", field=ALLOWED, name=person.name)
        if person.id == by.id:
            raise Refusal("allow_list.oneself", field=ALLOWED)
        people.append(person)
    if len(people) > MOST:
        raise Refusal("allow_list.too_many", field=ALLOWED, limit=MOST)
    return tuple(people)
