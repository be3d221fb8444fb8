"""HR and the head of a department agree on its results: who said so, and of what. Source: domain.md §6.

An agreement is about exactly what its giver saw: whatever is moved or taken back after it, or scored anew, or
comes in, ends it. Nobody's own result is in what they agree to.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class Side(StrEnum):
    """For whom somebody agrees. Whoever is of HR and heads the department speaks as its head."""

    HR = "hr"
    HEAD = "head"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One result that is through the second look, without its point: which approval it comes of, and the
    number of the last move of it, 0 where nothing was moved.
    """

    review_id: int
    employee_id: int
    department_id: int
    approval: int
    moved: int


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """That somebody agreed. `seen`: to what, see `seal`."""

    side: Side
    by_id: int
    by: str
    at: datetime
    seen: str


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Who agreed to what stands, and who has not: the head is missed only where there is one."""

    agreed: tuple[Agreed, ...] = ()
    missing: tuple[Side, ...] = ()


NOT_AGREED = Agreement()


def seal(marks: Iterable[Mark], *, without: int) -> str:
    """What somebody sees of a department, as a digest: all but their own result."""
    seen = sorted(
        (each.review_id, each.approval, each.moved) for each in marks if each.employee_id != without
    )
    return sha256(repr(seen).encode()).hexdigest()


def side_of(person_id: int, heads: Collection[int]) -> Side:
    """For whom this person speaks, who may calibrate the department."""
    return Side.HEAD if person_id in heads else Side.HR


def agreement(given: Sequence[Agreed], marks: Sequence[Mark], heads: Collection[int]) -> Agreement:
    """What of what was said stands. `given`: of one department, oldest first; `marks`: what is in it now."""
    standing = {each.side: each for each in given if each.seen == seal(marks, without=each.by_id)}
    wanted = [side for side in Side if side is Side.HR or heads]
    return Agreement(
        agreed=tuple(standing[side] for side in Side if side in standing),
        missing=tuple(side for side in wanted if side not in standing),
    )
