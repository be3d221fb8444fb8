"""A KPI, and whose sheet it stands on. Source: domain.md §4."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Whose(StrEnum):
    """Whose sheet: the employee's own, or their department's, which everybody in it shares."""

    OWN = "own"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI of a sheet. `anchors` are (score, what earns it), best first. `weight` in percent."""

    key: str
    name: str
    result: str
    measure: str
    unit: str
    target: str
    source: str
    weight: int
    anchors: tuple[tuple[Decimal, str], ...]
    whose: Whose = Whose.OWN


def counted(kpis: Iterable[Kpi]) -> Counter[Whose]:
    """How many there are on each sheet."""
    return Counter(kpi.whose for kpi in kpis)
