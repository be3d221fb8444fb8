"""Groups that point at nobody: those of too few people are counted together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.domain.text import key

T = TypeVar("T")
M = TypeVar("M")


@dataclass(frozen=True, kw_only=True)
class Contribution(Generic[T]):
    """Something that counts in the group of that name, and whose it is. Without a name it is in no group."""

    name: str
    person_id: int
    of: T


@dataclass(frozen=True, kw_only=True)
class Group(Generic[M]):
    """One group, under the name that it has most often."""

    name: str
    found: M


@dataclass(frozen=True, kw_only=True)
class Groups(Generic[M]):
    """`rest`: all that stands in no group, None where there is none of it, or where it is of too few people
    even so and there is nothing else that could be counted with it.
    """

    shown: tuple[Group[M], ...] = ()
    rest: M | None = None


def grouped(
    given: Sequence[Contribution[T]],
    count: Callable[[Sequence[T]], M],
    *,
    size: Callable[[M], Any],
    least: int,
) -> Groups[M]:
    """The groups of at least `least` people, the largest first.

    Where what is left is of fewer, the smallest group goes with it, so that nobody finds it by taking the
    groups from the whole.
    """
    by_name: dict[str, list[Contribution[T]]] = {}
    for each in given:
        by_name.setdefault(key(each.name), []).append(each)
    rest = by_name.pop("", [])
    alone = sorted(by_name.items(), key=lambda item: (_people(item[1]), len(item[1]), item[0]))
    while alone and (_people(alone[0][1]) < least or 0 < _people(rest) < least):
        rest += alone.pop(0)[1]
    shown = [Group(name=_name(some), found=count([each.of for each in some])) for _, some in alone]
    shown.sort(key=lambda each: (size(each.found), each.name), reverse=True)
    return Groups(
        shown=tuple(shown),
        rest=count([each.of for each in rest]) if _people(rest) >= least else None,
    )


def _people(some: Sequence[Contribution[Any]]) -> int:
    return len({each.person_id for each in some})


def _name(some: Sequence[Contribution[Any]]) -> str:
    names = [each.name for each in some]
    return max(dict.fromkeys(names), key=names.count)
