"""Who is not there, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Days on which somebody is not there, both ends among them; `last` None: nobody knows until when."""

    person_id: int
    first: date
    last: date | None
    source: str = ""


def is_away(absences: Iterable[Absence], day: date) -> bool:
    """Whether one of these covers the day."""
    return any(each.first <= day and (each.last is None or day <= each.last) for each in absences)
