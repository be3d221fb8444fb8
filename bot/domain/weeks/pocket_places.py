"""Under what a case can be kept: whatever somebody is or will be scored on, and headings of their own."""

from collections.abc import Iterator, Sequence

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection
from bot.domain.weeks.kept_under import Place

MOST_CHOICES = 100
"""What a menu of Slack's takes."""


def places(scheme: Scheme, basis: Basis) -> Iterator[Place]:
    """Every KPI, every rung of every value and every statement of a scheme, in its order."""
    for section in scheme.sections:
        yield from section.places(basis)


def every_choice(*some: Sequence[Place]) -> tuple[Place, ...]:
    """All of these once, the first ones first, as many as can be chosen among."""
    found: dict[str, Place] = {}
    for each in (place for places in some for place in places):
        found.setdefault(each.value, each)
    return tuple(found.values())[:MOST_CHOICES]


def belongs(place: Place, item: Item, section: BaseSection) -> bool:
    """Whether what is kept there is offered at this item of a self-score."""
    return place.kind is section.kept_as and place.key == item[1]
