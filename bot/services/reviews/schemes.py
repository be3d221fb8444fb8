"""Review schemes: those that are shipped, and those that were added."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.scheme import Scheme, dump_scheme, restore_scheme
from bot.domain.reviews.scheme_file import check
from bot.domain.text import word
from bot.domain.texts import LANGUAGES
from bot.domain.versions import newest, standing
from bot.errors import Refusal
from bot.reading.data_file import DataFile, NotUsable, read_data, shipped, usable
from bot.services.acting import Acting
from storage.unit import Unit

_check = partial(check, languages=LANGUAGES)


@dataclass(frozen=True, kw_only=True)
class ListedScheme:
    """One version of a scheme. `cycles` are those that were opened on it and stand.

    Where it is neither shipped nor added, only they keep it: a newer one was shipped since.
    """

    scheme: Scheme
    is_shipped: bool
    is_added: bool
    cycles: tuple[str, ...]


def read_scheme_file(text: str) -> DataFile[Scheme]:
    """What a scheme's file comes to."""
    return read_data(text, _check)


@cache
def shipped_schemes() -> tuple[Scheme, ...]:
    """Every scheme that Steward brings along, by key. Raises Refusal("scheme.unreadable")."""
    return tuple(read_scheme(key, data) for key, data in shipped("bot.schemes"))


def find_scheme(unit: Unit, name: str) -> Scheme:
    """The newest version of a scheme, shipped or added, however its key is written.

    Raises Refusal: scheme.unknown, scheme.unreadable.
    """
    schemes = newest((*_added(unit), *shipped_schemes()))
    found = next((each for each in schemes if word(each.key) == word(name)), None)
    if found is None:
        raise Refusal("scheme.unknown", name=name, known=[each.key for each in schemes])
    return found


def every_point(unit: Unit) -> frozenset[Decimal]:
    """The scores that some scheme's scale has."""
    return shipped_points().union(*(each.points for each in _added(unit)))


def shipped_points() -> frozenset[Decimal]:
    """Those of the schemes that Steward brings along."""
    return frozenset(point for each in shipped_schemes() for point in each.points)


def list_schemes(acting: Acting) -> list[ListedScheme]:
    """Every version that a cycle can be opened on or stands on, by key. Raises Refusal("deed.not_yours")."""
    require(Deed.RUN_CYCLES, acting.by)
    with acting.store.read() as unit:
        shipped = {(each.key, each.version): each for each in shipped_schemes()}
        added = {(each.key, each.version): each for each in _added(unit)}
        kept: dict[tuple[str, int], Scheme] = {}
        cycles: dict[tuple[str, int], list[str]] = {}
        for name, scheme in unit.cycles.pinned():
            place = (scheme.key, scheme.version)
            kept.setdefault(place, scheme)
            cycles.setdefault(place, []).append(name)
    return [
        ListedScheme(
            scheme=scheme,
            is_shipped=place in shipped,
            is_added=place in added,
            cycles=tuple(cycles.get(place, ())),
        )
        for place, scheme in sorted((kept | shipped | added).items())
    ]


def add_scheme(acting: Acting, scheme: Scheme) -> bool:
    """Keep a scheme, so that cycles can be opened on it; False where it is there already.

    Raises Refusal: deed.not_yours, scheme.in_use, scheme.stored, scheme.not_newer.
    """
    require(Deed.ADD_SCHEME, acting.by)
    with acting.store.begin() as unit:
        if _is_there(unit, scheme):
            return False
        if not unit.schemes.add(
            key=scheme.key, version=scheme.version, data=dump_scheme(scheme), added_at=acting.now
        ):
            # Somebody else was faster by a moment: with the same, or with something else.
            return not _is_there(unit, scheme)
        return True


def _is_there(unit: Unit, scheme: Scheme) -> bool:
    """Whether the same scheme can be opened on already. Raises as `add_scheme`."""
    found = standing(scheme, (*shipped_schemes(), *_added(unit)))
    if found.is_there:
        return True
    facts: dict[str, Any] = {"name": scheme.key, "version": scheme.version, "next": found.next}
    in_use = unit.cycles.on_scheme(scheme.key, scheme.version)
    if in_use is not None and in_use.scheme != scheme:
        raise Refusal("scheme.in_use", cycle=in_use.name, **facts)
    if found.is_taken:
        raise Refusal("scheme.stored", **facts)
    if scheme.version < found.newest:
        raise Refusal("scheme.not_newer", newest=found.newest, **facts)
    return False


def refuse_a_changed_scheme(in_use: CycleFacts | None, scheme: Scheme) -> None:
    """A scheme in use never changes: an edited file needs a new version. Source: domain.md §3.

    Raises Refusal("scheme.changed").
    """
    if in_use is not None and in_use.scheme != scheme:
        raise Refusal("scheme.changed", name=scheme.key, version=scheme.version, cycle=in_use.name)


def read_scheme(key: str, data: bytes) -> Scheme:
    """The scheme that a shipped file holds. Raises Refusal("scheme.unreadable") with the first place."""
    try:
        return usable(data, _check)
    except NotUsable as trouble:
        raise Refusal("scheme.unreadable", name=key, where=f"{key}.yaml: {trouble.line}") from None


def _added(unit: Unit) -> list[Scheme]:
    return [restore_scheme(data) for data in unit.schemes.every()]
