"""Review schemes: those that are shipped, and those that were added."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.organisation import Problem
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.scheme import Scheme, dump_scheme, restore_scheme
from bot.domain.reviews.scheme_file import check
from bot.domain.text import plain, word
from bot.errors import Refusal
from bot.reading.encodings import NotText, decode
from bot.reading.yaml_lines import YamlReading
from bot.services.acting import Acting
from storage.unit import Unit

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
"""In which every text of a scheme has to be there."""

_FOLDER = files("bot.schemes")


@dataclass(frozen=True, kw_only=True)
class SchemeFile:
    """A scheme's file as it was read: the scheme, or all that is wrong, each with its line."""

    scheme: Scheme | None
    problems: tuple[tuple[int, Problem], ...]


@dataclass(frozen=True, kw_only=True)
class ListedScheme:
    """One version of a scheme. `cycles` are those that were opened on it and stand.

    Where it is neither shipped nor added, only they keep it: a newer one was shipped since.
    """

    scheme: Scheme
    is_shipped: bool
    is_added: bool
    cycles: tuple[str, ...]


def read_scheme_file(text: str) -> SchemeFile:
    """What a scheme's file comes to."""
    reading = YamlReading(text, form=plain)
    if any(problem.is_of_the_whole for problem in reading.problems):
        scheme, found = None, tuple(reading.problems)
    else:
        scheme, wrong = check(reading.data, languages=LANGUAGES)
        found = (*reading.problems, *wrong)
    placed = sorted(((reading.line(each.at), each) for each in found), key=lambda placed: placed[0])
    return SchemeFile(scheme=None if placed else scheme, problems=tuple(placed))


def shipped_schemes() -> list[Scheme]:
    """Every scheme that Steward brings along, by key."""
    names = (entry.name for entry in _FOLDER.iterdir())
    keys = sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return [_from_file(key) for key in keys]


def find_scheme(unit: Unit, name: str) -> Scheme:
    """The newest version of a scheme, shipped or added, however its key is written.

    Raises Refusal: scheme.unknown, scheme.unreadable.
    """
    newest: dict[str, Scheme] = {}
    for scheme in (*_added(unit), *shipped_schemes()):
        if scheme.key not in newest or newest[scheme.key].version < scheme.version:
            newest[scheme.key] = scheme
    return _named(name, [newest[key] for key in sorted(newest)])


def every_point(unit: Unit) -> frozenset[Decimal]:
    """The scores that some scheme's scale has."""
    return frozenset(point for each in (*shipped_schemes(), *_added(unit)) for point in each.points)


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
    versions = [each for each in (*shipped_schemes(), *_added(unit)) if each.key == scheme.key]
    if scheme in versions:
        return True
    newest = max((each.version for each in versions), default=0)
    facts: dict[str, Any] = {
        "name": scheme.key,
        "version": scheme.version,
        "next": max(newest, scheme.version) + 1,
    }
    in_use = unit.cycles.on_scheme(scheme.key, scheme.version)
    if in_use is not None and in_use.scheme != scheme:
        raise Refusal("scheme.in_use", cycle=in_use.name, **facts)
    if any(each.version == scheme.version for each in versions):
        raise Refusal("scheme.stored", **facts)
    if scheme.version < newest:
        raise Refusal("scheme.not_newer", newest=newest, **facts)
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
        read = read_scheme_file(decode(data).text)
    except NotText as trouble:
        raise _unreadable(key, trouble.line or 1) from None
    if read.scheme is None:
        raise _unreadable(key, read.problems[0][0])
    return read.scheme


def _unreadable(key: str, line: int) -> Refusal:
    return Refusal("scheme.unreadable", name=key, where=f"{key}.yaml: {line}")


def _named(name: str, schemes: Sequence[Scheme]) -> Scheme:
    found = next((each for each in schemes if word(each.key) == word(name)), None)
    if found is None:
        raise Refusal("scheme.unknown", name=name, known=[each.key for each in schemes])
    return found


def _added(unit: Unit) -> list[Scheme]:
    return [restore_scheme(data) for data in unit.schemes.every()]


@cache
def _from_file(key: str) -> Scheme:
    return read_scheme(key, (_FOLDER / f"{key}.yaml").read_bytes())
