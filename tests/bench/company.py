"""A company of any size, written in bulk: teams of eight, everybody with an agreed KPI sheet."""

from datetime import UTC, datetime

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.domain.people import Grade, Role
from bot.domain.reviews.opening import Moment
from bot.services.reviews.open_cycle import open_cycle
from storage.models.people import BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import ANCHORS

TEAM = 8
KPIS = (("conversion", 40), ("dwell", 30), ("campaigns", 30))
LOCALES = ("en-US", "zh-CN", "zh-TW")
AGREED_AT = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
BOSS = 1


def staff(store: Store, employees: int) -> list[int]:
    """Write the director (HR and website desk too), a manager for every eight, and the employees.

    Returns the ids of the employees.
    """
    with store.begin() as unit:
        unit.session.add(DepartmentRow(id=1, name="Marketing", is_technical=False))
        unit.session.add(BranchRow(id=1, name="Hangzhou", country="CN", timezone="Asia/Shanghai"))
        unit.session.add(BranchRow(id=2, name="Chengdu", country="CN", timezone="Asia/Shanghai"))
        unit.session.flush()
        managers = -(-employees // TEAM)
        ids = range(BOSS + managers + 1, BOSS + managers + 1 + employees)
        rows = [_row(BOSS, manager_id=None, grade=Grade.SENIOR)]
        rows += [_row(BOSS + team, manager_id=BOSS, grade=Grade.SENIOR) for team in range(1, managers + 1)]
        rows += [
            _row(person, manager_id=BOSS + 1 + place // TEAM, grade=Grade.STAFF)
            for place, person in enumerate(ids)
        ]
        unit.session.execute(insert(PersonRow), rows)
        unit.session.add_all(
            HeldRoleRow(person_id=BOSS, role=role) for role in (Role.HR, Role.PRODUCT_MANAGER)
        )
        unit.session.execute(
            insert(KpiSheetRow),
            [{"id": person, "person_id": person, "version": 1, "agreed_at": AGREED_AT} for person in ids],
        )
        unit.session.execute(insert(KpiItemRow), [row for person in ids for row in _sheet(person)])
    return list(ids)


def open_quarter(store: Store, *, moment: Moment | None = None) -> int:
    """Open the quarter that we are in, for scoring unless another moment is named; for how many people."""
    now = SystemClock().now()
    name = f"{now.year}Q{(now.month + 2) // 3}"
    return open_cycle(acting(store, now=now), name=name, moment=moment).people


def slack_id(person_id: int) -> str:
    return f"U0BENCH{person_id:06d}"


def _row(person_id: int, *, manager_id: int | None, grade: Grade) -> dict[str, object]:
    return {
        "id": person_id,
        "email": f"person.{person_id}@example.com",
        "name": f"Colleague {person_id}",
        "post": "Marketing specialist",
        "department_id": 1,
        "branch_id": 1 + person_id % 2,
        "manager_id": manager_id,
        "grade": grade,
        "slack_id": slack_id(person_id),
        "locale": LOCALES[person_id % len(LOCALES)],
        "timezone": "Asia/Shanghai",
    }


def _sheet(person_id: int) -> list[dict[str, object]]:
    return [
        {
            "sheet_id": person_id,
            "position": position,
            "key": key,
            "name": key.capitalize(),
            "result": "The shop sells more to those who visit it",
            "measure": f"{key}, mean of the quarter",
            "unit": "%",
            "target": "3.6",
            "source": "Web analytics, monthly report",
            "weight": weight,
            "anchors": [{"score": score, "text": text} for score, text in ANCHORS],
        }
        for position, (key, weight) in enumerate(KPIS)
    ]
