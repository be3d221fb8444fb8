"""Data in versions: which of them is the newest, and whether another may join them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Versioned(Protocol):
    """A scheme or a post: a key that never changes, and a version that rises with every edit."""

    @property
    def key(self) -> str: ...

    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one version stands to those of its key that there are. `newest` is 0 where there is none.

    `is_there`: one of them is the very same. `is_taken`: its number has something else in it.
    """

    newest: int
    is_there: bool
    is_taken: bool
    next: int


def newest(every: Iterable[V]) -> list[V]:
    """The newest version of each key, by key; of two with one number the first."""
    found: dict[str, V] = {}
    for each in every:
        if each.key not in found or found[each.key].version < each.version:
            found[each.key] = each
    return [found[key] for key in sorted(found)]


def standing(new: V, every: Iterable[V]) -> Standing:
    """How `new` stands to `every` version that there is."""
    versions = [each for each in every if each.key == new.key]
    highest = max((each.version for each in versions), default=0)
    is_there = new in versions
    return Standing(
        newest=highest,
        is_there=is_there,
        is_taken=not is_there and any(each.version == new.version for each in versions),
        next=max(highest, new.version) + 1,
    )
