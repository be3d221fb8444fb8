"""Counting people's things so that no figure points at one of them: of fewer than five none is said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")

FEWEST = 5
"""About fewer people than that no figure is shown. Source: issue 14."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One that is counted, with the person whom it is about. `is_done`: in time, answered, met, as it may be.

    `is_late`: its day was missed.
    """

    person_id: int
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many there were; so many of them are done, so many late."""

    total: int = 0
    done: int = 0
    late: int = 0

    @property
    def rest(self) -> int:
        """Neither done nor late."""
        return self.total - self.done - self.late

    def __add__(self, other: "Count") -> "Count":
        return Count(total=self.total + other.total, done=self.done + other.done, late=self.late + other.late)


def is_about_few(person_ids: Iterable[int], *, people: int) -> bool:
    """Whether a figure about these would be about too few, or is of a department of too few. `people`: how
    many there are in the department.
    """
    return people < FEWEST or 0 < len(set(person_ids)) < FEWEST


def count(things: Iterable[Thing], *, people: int) -> Count | None:
    """How many there are. None where that would be a figure about too few; nothing at all is no figure about
    anybody, and is said of any department that is large enough.
    """
    found = list(things)
    if is_about_few((each.person_id for each in found), people=people):
        return None
    return Count(
        total=len(found),
        done=sum(each.is_done for each in found),
        late=sum(each.is_late for each in found),
    )


def split(things: Iterable[tuple[int, K]], *, people: int) -> Mapping[K, int] | None:
    """How many there are of each kind, of pairs of a person and a kind. None where some kind would be about
    too few: the others and the whole would tell how many it is.
    """
    found = list(things)
    kinds = Counter(kind for _, kind in found)
    if is_about_few((), people=people):
        return None
    if any(is_about_few((who for who, each in found if each == kind), people=people) for kind in kinds):
        return None
    return kinds
