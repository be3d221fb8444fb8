"""All of a cycle goes over to a corrected version of its scheme: what differs, and what does not fit.

Source: domain.md §3; docs/decisions/0047.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection

Texts = Mapping[str, str]
"""A name in every language."""


class Aspect(StrEnum):
    """What of a scheme can be another than before. Each has its words."""

    SECTION_ADDED = "section_added"
    SECTION_GONE = "section_gone"
    SECTION_NAME = "section_name"
    WEIGHT = "weight"
    ITEM_ADDED = "item_added"
    ITEM_GONE = "item_gone"
    ITEM_WORDS = "item_words"
    GATE = "gate"
    CASE_BELOW = "case_below"
    CASE_FROM = "case_from"
    POINT_ADDED = "point_added"
    MEANING = "meaning"
    SECOND_LOOK = "second_look"
    BANDS = "bands"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that changed: of which section and item, where it is of one; `was` and `now` as the scheme
    has them, None for nothing.
    """

    aspect: Aspect
    section: Texts | None = None
    item: Texts | None = None
    was: Any = None
    now: Any = None


class Obstacle(StrEnum):
    """Why a cycle cannot go over. Each has its words."""

    KIND = "kind"
    SHEET = "sheet"
    POST = "post"
    POINT = "point"
    ASKED_ANEW = "asked_anew"


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """What of the new version does not fit what is under way. `what`: the section or item, or the point."""

    obstacle: Obstacle
    what: Texts


@dataclass(frozen=True, kw_only=True)
class Misfits:
    """All of that. `handed_in`: who has scored themselves already, where that is in its way."""

    all: tuple[Misfit, ...]
    handed_in: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AskedToCorrect:
    """What whoever corrects a cycle is asked about: from which version to which, how many people it is told,
    and whose scores, fixed already, go back to their managers.
    """

    cycle_id: int
    name: str
    was: Scheme
    now: Scheme
    told: int
    back: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectedFacts:
    """What one person reads of it. `by` is empty for the command line; `back`: whose scores are with them
    again; `is_asked`: they score themselves in this cycle, and it is their move; `has_typed`: and they have
    begun; `has_people`: they decide on others in it, or look again.
    """

    cycle_name: str
    was: Scheme
    now: Scheme
    by: str
    reason: str
    back: tuple[str, ...] = ()
    is_asked: bool = False
    has_typed: bool = False
    has_people: bool = False


def differences(was: Scheme, now: Scheme) -> tuple[Difference, ...]:
    """In the order of the new version; what is gone stands where it was asked."""
    return tuple(_differences(was, now))


def misfits(was: Scheme, now: Scheme, *, handed_in: Sequence[str] = ()) -> Misfits | None:
    """What keeps a cycle from going over to a version; None where nothing does.

    What is scored in another way, by a sheet or a post that nobody was asked for, or without a point that was
    given, never fits. What is asked anew does not once somebody has handed in: it would stand in their
    self-score without their score.
    """
    found = list(_misfits(was, now))
    anew = [
        Misfit(obstacle=Obstacle.ASKED_ANEW, what=each.item or each.section or {})
        for each in differences(was, now)
        if each.aspect in {Aspect.SECTION_ADDED, Aspect.ITEM_ADDED}
    ]
    if handed_in:
        found += anew
    if not found:
        return None
    return Misfits(all=tuple(found), handed_in=tuple(handed_in) if anew and handed_in else ())


def _misfits(was: Scheme, now: Scheme) -> Iterator[Misfit]:
    before = {each.key: each for each in was.sections}
    for section in now.sections:
        old = before.get(section.key)
        if old is not None and _way_of_scoring(old) != _way_of_scoring(section):
            yield Misfit(obstacle=Obstacle.KIND, what=section.name)
        elif section.sheets - was.sheets:
            yield Misfit(obstacle=Obstacle.SHEET, what=section.name)
        elif section.asks_post and not was.asks_post:
            yield Misfit(obstacle=Obstacle.POST, what=section.name)
    for point in was.scale:
        if point.score not in now.points:
            yield Misfit(obstacle=Obstacle.POINT, what={"en": f"{point.score:f}"})


def _way_of_scoring(section: BaseSection) -> tuple[str, frozenset[Whose], bool]:
    return section.method, section.sheets, section.asks_post


def _differences(was: Scheme, now: Scheme) -> Iterator[Difference]:
    before = {each.key: each for each in was.sections}
    for section in now.sections:
        old = before.pop(section.key, None)
        if old is None:
            yield Difference(aspect=Aspect.SECTION_ADDED, section=section.name, now=section.weight)
        else:
            yield from _of_section(old, section)
    for gone in before.values():
        yield Difference(aspect=Aspect.SECTION_GONE, section=gone.name, was=gone.weight)
    yield from _of_scale(was, now)
    if was.second_look is not now.second_look:
        yield Difference(aspect=Aspect.SECOND_LOOK, was=was.second_look, now=now.second_look)
    if was.bands != now.bands:
        yield Difference(aspect=Aspect.BANDS, was=was.bands, now=now.bands)
    if was.distribution != now.distribution:
        yield Difference(aspect=Aspect.DISTRIBUTION, was=was.distribution, now=now.distribution)


def _of_section(was: BaseSection, now: BaseSection) -> Iterator[Difference]:
    name = now.name
    if was.name != name:
        yield Difference(aspect=Aspect.SECTION_NAME, section=name, was=was.name, now=name)
    for aspect, before, after in (
        (Aspect.WEIGHT, was.weight, now.weight),
        (Aspect.GATE, was.gate_below, now.gate_below),
        (Aspect.CASE_BELOW, was.case_below, now.case_below),
        (Aspect.CASE_FROM, was.case_from, now.case_from),
    ):
        if before != after:
            yield Difference(aspect=aspect, section=name, was=before, now=after)
    old, new = _items(was), _items(now)
    for key, words in new.items():
        if key not in old:
            yield Difference(aspect=Aspect.ITEM_ADDED, section=name, item=words[0])
        elif words != old[key]:
            yield Difference(aspect=Aspect.ITEM_WORDS, section=name, item=words[0])
    for key, words in old.items():
        if key not in new:
            yield Difference(aspect=Aspect.ITEM_GONE, section=name, item=words[0])


def _of_scale(was: Scheme, now: Scheme) -> Iterator[Difference]:
    before = {point.score: point.meaning for point in was.scale}
    for point in now.scale:
        if point.score not in before:
            yield Difference(aspect=Aspect.POINT_ADDED, item=point.meaning, now=point.score)
        elif point.meaning != before[point.score]:
            yield Difference(aspect=Aspect.MEANING, item=point.meaning, now=point.score)


def _items(section: BaseSection) -> dict[str, list[Texts]]:
    """The name of each of its own items, and then its other words; a sheet's are no scheme's."""
    items: dict[str, list[Texts]] = {}
    for place in section.places(Basis()):
        items.setdefault(place.key, [place.name]).append(place.words or {})
    return items
