"""Under what a case is kept: something that one is scored on, or a heading of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a case is kept under."""

    KPI = "kpi"
    VALUE = "value"
    STATEMENT = "statement"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Under what a case is kept. `key`: the KPI's, value's or statement's; of a heading of one's own, the
    form in which two that are written alike are the same. `rung`: of a value, from 1.

    `name` and `words` are how it is called and what it says, by language, as it was then.
    """

    kind: Kind
    key: str
    name: Mapping[str, str]
    rung: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """By which a form tells one from the other; at most 150 characters."""
        return f"{self.kind.value}:{self.rung or ''}:{self.key}"
