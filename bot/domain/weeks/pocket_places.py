"""Under what a case can be kept: whatever somebody is or will be scored on, and headings of their own."""

from collections.abc import Iterator, Sequence

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection, KpiSection, LadderSection, StatementSection
from bot.domain.weeks.pocket import Kind, Place

MOST_CHOICES = 100
"""What a menu of Slack's takes."""


def places(scheme: Scheme, basis: Basis) -> Iterator[Place]:
    """Every KPI, every rung of every value and every statement of a scheme, in its order."""
    for section in scheme.sections:
        yield from _places(section, basis)


def every_choice(*some: Sequence[Place]) -> tuple[Place, ...]:
    """All of these once, the first ones first, as many as can be chosen among."""
    found: dict[str, Place] = {}
    for each in (place for places in some for place in places):
        found.setdefault(each.value, each)
    return tuple(found.values())[:MOST_CHOICES]


def belongs(place: Place, item: Item, section: BaseSection) -> bool:
    """Whether what is kept there is offered at this item of a self-score."""
    return place.kind is kind_of(section) and place.key == item[1]


def kind_of(section: BaseSection) -> Kind:
    """As what a section's items are kept."""
    if isinstance(section, KpiSection):
        return Kind.KPI
    return Kind.VALUE if isinstance(section, LadderSection) else Kind.STATEMENT


def _places(section: BaseSection, basis: Basis) -> Iterator[Place]:
    if isinstance(section, KpiSection):
        for kpi in section.sheet(basis):
            yield Place(kind=Kind.KPI, key=kpi.key, name={"en": kpi.name})
    elif isinstance(section, LadderSection):
        for ladder in section.ladders:
            for rung, words in enumerate(ladder.rungs, start=1):
                yield Place(kind=Kind.VALUE, key=ladder.key, rung=rung, name=ladder.name, words=words)
    elif isinstance(section, StatementSection):
        for each in section.rated(basis):
            yield Place(kind=Kind.STATEMENT, key=each.key, name=each.name, words=each.text)
