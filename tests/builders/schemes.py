"""Schemes as somebody might add them, and the team's KPIs that one of them scores."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.scheme import Scheme, dump_scheme
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.approval import kpi
from tests.builders.people import kpi_sheet
from tests.builders.shipped import load_scheme
from tests.builders.year import FULL_YEAR

TEAM_KPIS = (
    ("k1", "Visits", 30),
    ("k2", "Paid conversion", 30),
    ("k3", "Cost of an order", 20),
    ("k4", "Complaints settled in time", 20),
)


def another(*, key: str, version: int = 1, gate: Decimal | None = None) -> Scheme:
    """A scheme of one's own: kpi-values under another key or version, with another gate."""
    scheme = load_scheme("kpi-values")
    if gate is not None:
        sections = (each.model_copy(update={"gate_below": gate}) for each in scheme.sections)
        scheme = scheme.model_copy(update={"sections": tuple(sections)})
    return scheme.model_copy(update={"key": key, "version": version})


def plain_data(key: str = "three-part") -> dict[str, Any]:
    """A shipped scheme as a file's plain data, to be spoilt."""
    return _without_nothing(dump_scheme(load_scheme(key)))


def team_sheets(store: Store, *departments: str) -> None:
    """KPIs for every department in which somebody works, or for those named."""
    with store.begin() as unit:
        rooms = {row.department_id: row.department.name for row in unit.session.query(PersonRow)}
        for room, name in rooms.items():
            if departments and name not in departments:
                continue
            kpi_sheet(unit, department_id=room, kpis=TEAM_KPIS)


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value


def basis_of_both() -> Basis:
    """The same as all that a review is about."""
    return Basis(kpis=kpis_of_both(), periods=FULL_YEAR)


def kpis_of_both() -> tuple[Kpi, ...]:
    """An employee's two KPIs and their department's four."""
    own = (kpi("conversion", "Shop-wide conversion", 60), kpi("dwell", "Dwell time", 40))
    team = (replace(kpi(*each), whose=Whose.TEAM) for each in TEAM_KPIS)
    return (*own, *team)
