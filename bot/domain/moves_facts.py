"""What one reader is told of an import: values, ready to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.moves import Move
from bot.domain.people import Person

MOST_TOLD = 20
"""More lines than this nobody reads; how many there are beyond is said."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One line. `is_self`: it is about the reader. `facts` fill its sentence: names, days and numbers."""

    move: Move
    is_self: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MovesFacts:
    """`goals_id`: the reader's own, of which a new sheet is wanted; None where none is."""

    reader: Person
    told: tuple[Told, ...]
    more: int
    goals_id: int | None = None
