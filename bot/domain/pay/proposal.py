"""What the table makes of a year's results: a change of steps for each person, or why there is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bot.domain.pay.places import PayPlace
from bot.errors import Refusal

FEWEST = 5
"""Of fewer people together no figure is told."""

_YEAR = re.compile(r"20[0-9]{2}")


class Why(StrEnum):
    """What keeps somebody from what the table says, or from any proposal."""

    TOP = "top"
    BOTTOM = "bottom"
    NO_PLACE = "no_place"
    NO_REVIEW = "no_review"
    NOT_RATED = "not_rated"
    NOT_RELEASED = "not_released"
    APPEAL = "appeal"
    NO_LINE = "no_line"


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One person's row. `change`: in steps, None where nothing is proposed; `why` says why then, or why it
    is not what the table says. `version`: the review's, by which a result that was opened anew is known.
    """

    id: int = 0
    person_id: int
    name: str
    email: str
    department: str = ""
    post: str = ""
    manager: str = ""
    place: PayPlace | None
    score: Decimal | None
    change: int | None
    why: Why | None
    version: int = 0

    @property
    def new_step(self) -> int | None:
        return self.place.step + self.change if self.place and self.change is not None else None

    @property
    def basis(self) -> Mapping[str, Any]:
        """All that the proposal goes by and comes to: when this changes, it is outdated."""
        place = self.place
        return {
            "grade": place.grade if place else None,
            "step": place.step if place else None,
            "steps": place.steps if place else None,
            "score": None if self.score is None else f"{self.score.normalize():f}",
            "change": self.change,
            "why": self.why.value if self.why else None,
            "version": self.version,
        }


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Everybody's rows, made at one moment; `number` is its own, `decided_at` None until HR has decided."""

    number: int
    cycle_id: int
    cycle_name: str
    made_at: datetime
    rows: tuple[Proposed, ...]
    decided_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Status:
    """How far one proposal is, in people: no step and no score."""

    number: int
    made_at: datetime
    people: int
    proposed: int
    decided: int
    decided_at: datetime | None
    from_day: date | None


@dataclass(frozen=True, kw_only=True)
class Total:
    """What a department's proposals come to in steps; `department` None: small ones together."""

    department: str | None
    people: int
    steps: int


def require_year(name: str) -> str:
    """The year's name as it is kept. Raises Refusal("pay.not_a_year")."""
    found = name.strip()
    if not _YEAR.fullmatch(found):
        raise Refusal("pay.not_a_year", name=name)
    return found


def change_for(
    score: Decimal, place: PayPlace, table: Mapping[Decimal, int]
) -> tuple[int | None, Why | None]:
    """The table's change of steps, as far as the grade reaches, and why it is cut."""
    wanted = table.get(score)
    if wanted is None:
        return None, Why.NO_LINE
    most, least = place.steps - place.step, 1 - place.step
    if wanted > most:
        return most, Why.TOP
    if wanted < least:
        return least, Why.BOTTOM
    return wanted, None


def mark_of(proposal: int, row: Proposed) -> str:
    """By which a row of the file is known when it comes back: of this proposal, this person, this basis."""
    said = f"{proposal}|{row.person_id}|{sorted(row.basis.items())}"
    return f"{proposal}-{row.id}-{sha256(said.encode()).hexdigest()[:12]}"


def totals(rows: Sequence[Proposed]) -> tuple[Total, ...]:
    """By department, of those for whom something is proposed. Departments of fewer than `FEWEST` are counted
    together, with the next larger one where they are fewer even so, and left out where all are.
    """
    found: dict[str, list[int]] = {}
    for each in rows:
        if each.change is not None:
            found.setdefault(each.department, []).append(each.change)
    alone = sorted(found, key=lambda name: (len(found[name]), name))
    together: list[int] = []
    while alone and (len(found[alone[0]]) < FEWEST or 0 < len(together) < FEWEST):
        together += found[alone.pop(0)]
    shown = [
        Total(department=name, people=len(found[name]), steps=sum(found[name])) for name in sorted(alone)
    ]
    if len(together) >= FEWEST:
        shown.append(Total(department=None, people=len(together), steps=sum(together)))
    return tuple(shown)
