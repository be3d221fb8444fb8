"""How far everybody's goals are in a cycle, for whoever may know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.goals.way import Mark


@dataclass(frozen=True, kw_only=True)
class PersonsGoals:
    """How far one person's goals are."""

    department: str
    name: str
    employee_id: int
    manager: str
    manager_id: int
    mark: Mark
    owed_since: datetime


def by_department(people: Sequence[PersonsGoals]) -> Mapping[str, Counter[Mark]]:
    """How many are how far, by department's name."""
    counts: dict[str, Counter[Mark]] = {}
    for each in people:
        counts.setdefault(each.department, Counter())[each.mark] += 1
    return dict(sorted(counts.items()))
