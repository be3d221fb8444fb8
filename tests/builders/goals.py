"""Goals of a first quarter: opened, drafted, signed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.drafts import Form
from bot.domain.goals.anchors import Anchor
from bot.domain.goals.draft import SheetDraft
from bot.domain.goals.goals import Goals
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.scheme import dump_scheme
from bot.services.goals.agreement import propose, sign
from bot.services.goals.open_goals import begin_goals
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.shipped import load_scheme

OPENED = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""Monday 4 January 2027, 10:00 in Hangzhou: goals are due on Monday 18 January."""
TUESDAY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)


def kpi(key: str, weight: int, **rest: object) -> Kpi:
    """A KPI that nothing is wrong with."""
    values: dict[str, object] = {
        "key": key,
        "name": f"KPI {key}",
        "result": "The shop sells more",
        "measure": "Mean of the quarter",
        "unit": "%",
        "target": "3.6",
        "source": "Web analytics",
        "weight": weight,
        "anchors": (Anchor(score=Decimal("3.5"), text="on target"),),
        "duty": "Sells",
    }
    return Kpi(**{**values, **rest})  # type: ignore[arg-type]


SHEET = (kpi("k1", 60), kpi("k2", 40))


def open_goals_of(
    store: Store,
    *people: Person,
    name: str = "2027Q1",
    at: datetime = OPENED,
    starts_on: date = date(2027, 1, 1),
    ends_on: date = date(2027, 3, 31),
) -> list[Goals]:
    """Goals of these people, in a cycle of their own."""
    scheme = load_scheme("kpi-values")
    with store.begin() as unit:
        cycle_id = unit.cycles.add(
            name=name,
            scheme_key=scheme.key,
            scheme_version=scheme.version,
            scheme=dump_scheme(scheme),
            starts_on=starts_on,
            ends_on=ends_on,
            opened_at=at,
            self_score_due=date(2027, 4, 8),
            self_score_closes=date(2027, 4, 22),
            approval_due=date(2027, 4, 15),
            second_look_due=date(2027, 4, 22),
            goals_opened_at=at,
            goals_due=date(2027, 1, 18),
        )
        assert cycle_id is not None
        return begin_goals(unit, acting(store, now=at), cycle_id=cycle_id, people=people)


def drafted(
    store: Store, goals_id: int, by: Person, kpis: Sequence[Kpi] = SHEET, *, at: datetime = TUESDAY
) -> None:
    """What `by` has put on the sheet and not sent."""
    with store.begin() as unit:
        goals = unit.goals.look(goals_id)
        draft = SheetDraft(base_id=goals.sheet_id or goals.agreed_sheet_id, kpis=tuple(kpis))
        unit.drafts.save(by.id, Form.GOALS_SHEET, str(goals_id), draft.as_kept(), at=at)


def proposed(
    store: Store,
    goals_id: int,
    by: Person,
    kpis: Sequence[Kpi] = SHEET,
    *,
    reason: str = "",
    at: datetime = TUESDAY,
) -> int:
    """Drafted, signed and sent; the version that is on the table."""
    drafted(store, goals_id, by, kpis, at=at)
    with store.read() as unit:
        seen = unit.goals.look(goals_id).version
    facts = propose(acting(store, by=by, now=at), goals_id=goals_id, seen=seen, reason=reason)
    assert facts.sheet is not None
    return facts.sheet.id


def agreed(
    store: Store, goals: Goals, employee: Person, kpis: Sequence[Kpi] = SHEET, *, at: datetime = TUESDAY
) -> int:
    """Sent by the employee and signed by their manager; the version that counts."""
    sheet_id = proposed(store, goals.id, employee, kpis, at=at)
    with store.read() as unit:
        manager = unit.people.get(goals.manager_id)
    sign(acting(store, by=manager, now=at), goals_id=goals.id, sheet_id=sheet_id)
    return sheet_id
