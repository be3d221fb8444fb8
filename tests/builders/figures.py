"""KPIs whose figures somebody else enters: on sheets that stand, and as values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.figures import Figure, Owner, Place, Wanted
from bot.domain.people import Person
from bot.domain.quantities import Quantity
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.unit import Store
from tests.builders.record import another_past

MONDAY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, on the first Monday after the quarter."""

SHARES = [{"score": "4.5", "share": "120", "text": ""}, {"score": "3.5", "share": "100", "text": ""}]


def entered_by(
    store: Store, source: Person, *, key: str | None = None, of: Person | None = None, **columns: Any
) -> None:
    """From now on this person enters the figures of every KPI: of those with this key, of this colleague."""
    counted(store, key=key, of=of, figure_by_id=source.id, **columns)


def counted(store: Store, *, key: str | None = None, of: Person | None = None, **columns: Any) -> None:
    """From now on every KPI counts something, and figures are read: those with this key, of this one."""
    values = {"quantity": Quantity.PERCENT, "direction": Direction.HIGHER, **columns}
    statement = update(KpiItemRow).values(**values)
    if key is not None:
        statement = statement.where(KpiItemRow.key == key)
    if of is not None:
        theirs = select(KpiSheetRow.id).where(KpiSheetRow.person_id == of.id)
        statement = statement.where(KpiItemRow.sheet_id.in_(theirs))
    with store.begin() as unit, another_past(unit):
        unit.session.execute(statement)


def place(person: Person, kpi: str = "conversion") -> Place:
    return Place(owner=Owner.PERSON, owner_id=person.id, kpi=kpi)


def figure(value: str | None = "3.8", **rest: Any) -> Figure:
    """What Zhou Jing entered on Monday."""
    values: dict[str, Any] = {
        "id": 1,
        "typed": f"{value} %" if value else "-",
        "value": None if value is None else Decimal(value),
        "source": "Web analytics",
        "by": "Zhou Jing",
        "at": MONDAY,
    }
    return Figure(**{**values, **rest})


def wanted(number: int = 1, **rest: Any) -> Wanted:
    """The conversion of somebody whose id is this number."""
    values: dict[str, Any] = {
        "place": Place(owner=Owner.PERSON, owner_id=number, kpi="conversion"),
        "whose": "Chen Jie",
        "name": "Shop-wide conversion",
        "unit": "%",
        "quantity": Quantity.PERCENT,
        "target": "3.6",
        "source": "Web analytics",
        "figure_by_id": 9,
        "arrives_on": date(2026, 12, 31),
    }
    place: Place = {**values, **rest}["place"]
    return Wanted(**{**values, "owners": ((place.owner, place.owner_id, place.kpi),), **rest})


NUMERIC = {
    "quantity": Quantity.PERCENT,
    "direction": Direction.HIGHER,
    "scored_by": ScoredBy.SHARE,
    "anchors": (
        Anchor(score=Decimal("4.5"), share=Decimal(120)),
        Anchor(score=Decimal("3.5"), share=Decimal(100)),
    ),
}
"""What makes a KPI suggest a score."""
