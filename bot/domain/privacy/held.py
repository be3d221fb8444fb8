"""Everything that is held of one person, as it is handed out; and what erasing them comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.privacy.kinds import Erase, Kind


@dataclass(frozen=True, kw_only=True)
class HeldRows:
    """The rows of one table, by its columns' names, in the order in which they were written.

    `withheld`: how many there are besides that others wrote in confidence; nothing more is said of them.
    `refers`: of columns that hold the id of another row, the table that it is in.
    """

    table: str
    kind: Kind
    rows: Sequence[Mapping[str, Any]]
    withheld: int = 0
    refers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HeldOf:
    """All of it, at a moment. `names`: by table and id, what rows are called that it refers to."""

    person: Person
    at: datetime
    tables: Sequence[HeldRows]
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What happened, or would happen, to the rows of one table."""

    table: str
    kind: Kind
    how: Erase
    rows: int


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What erasing a person does. `kept`: rows that stay whole, for the law has them kept, by table;
    `kept_until`: at the latest, None where nothing is.
    """

    person: Person
    done: Sequence[Erased]
    kept: Mapping[str, int]
    kept_until: datetime | None
