"""A section that is scored KPI by KPI, with the weights of the sheet. Source: domain.md §4."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from bot.domain.organisation import MOST_KPIS
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.scoring import weighted_mean
from bot.domain.reviews.sections.base import BaseSection, Keys
from bot.domain.weeks.kept_under import Kind, Place


class KpiSection(BaseSection):
    """`whose` sheet is scored: the employee's own, or their department's."""

    method: Literal["kpi_sheet"]
    whose: Whose = Whose.OWN
    has_figure: ClassVar[bool] = True
    kept_as: ClassVar[Kind] = Kind.KPI

    @property
    def sheets(self) -> frozenset[Whose]:
        return frozenset({self.whose})

    def sheet(self, basis: Basis) -> tuple[Kpi, ...]:
        """The KPIs of this section among all."""
        return tuple(kpi for kpi in basis.kpis if kpi.whose is self.whose)

    def items(self, basis: Basis) -> Keys:
        return tuple(kpi.key for kpi in self.sheet(basis))

    def places(self, basis: Basis) -> Iterator[Place]:
        for kpi in self.sheet(basis):
            yield Place(kind=self.kept_as, key=kpi.key, name={"en": kpi.name})

    @property
    def most_items(self) -> int:
        return MOST_KPIS

    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:
        return tuple(scale)

    def suggested(self, basis: Basis, item: str, actual: str | None) -> Decimal | None:
        kpi = next((each for each in self.sheet(basis) if each.key == item), None)
        return kpi.suggested(actual) if kpi else None

    def steps(self, basis: Basis) -> tuple[Keys, ...]:
        return (self.items(basis),)

    def minutes(self, kpis: Mapping[Whose, int]) -> int:
        return kpis.get(self.whose, 0)

    def mean(self, basis: Basis, given: Mapping[str, Decimal]) -> Decimal:
        return weighted_mean(given, {kpi.key: kpi.weight for kpi in self.sheet(basis)})
