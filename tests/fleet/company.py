"""A company of any size."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.domain.organisation import BranchEntry, DepartmentEntry, KpiEntry, Organisation, PersonEntry
from bot.domain.people import Grade, Role
from bot.services.people.organisation import import_organisation
from storage.unit import Store
from tests.builders.acting import acting

TEAM = 6
"""So many people share a manager and a department: of seven and more the shares of results are enforced."""
HANGZHOU = BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai")
MARKETING, HUMAN = "Marketing", "Human Resources"
SEPTEMBER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
BOSS, DIRECTOR, HR, ADMIN, DESK = "Ning An", "Zhao Min", "Zhou Jing", "Lin Tao", "Sun Li"


def found(store: Store, employees: int) -> list[str]:
    """Import the company: teams, each a department with a manager, below one director. The employees."""
    managers = [f"Manager {number:02d}" for number in range(-(-employees // TEAM))]
    names = [f"Person {number:03d}" for number in range(employees)]
    people = [
        _entry(BOSS, post="Managing director"),
        _entry(DIRECTOR, post="Director", manager=_address(BOSS)),
        _entry(HR, department=HUMAN, manager=_address(BOSS), roles=(Role.HR,)),
        _entry(ADMIN, department=HUMAN, manager=_address(BOSS), roles=(Role.ADMIN,)),
        _entry(DESK, manager=_address(BOSS), roles=(Role.PRODUCT_MANAGER,)),
        *(
            _entry(name, department=team_of(number), manager=_address(DIRECTOR))
            for number, name in enumerate(managers)
        ),
        *(
            _entry(
                name,
                post="Marketing specialist",
                grade=Grade.STAFF,
                department=team_of(number // TEAM),
                manager=_address(managers[number // TEAM]),
                kpis=_sheet(),
            )
            for number, name in enumerate(names)
        ),
    ]
    departments = tuple(
        DepartmentEntry(at=("departments", number), name=name)
        for number, name in enumerate((MARKETING, HUMAN, *map(team_of, range(len(managers)))))
    )
    file = Organisation(branches=(HANGZHOU,), departments=departments, people=tuple(people))
    import_organisation(acting(store, now=SEPTEMBER), file, today=SEPTEMBER.date())
    return names


def team_of(number: int) -> str:
    return f"{MARKETING} {number:02d}"


def account(name: str) -> str:
    """Their id in Slack."""
    return "U0" + re.sub(r"\W", "", name).upper()


def _address(name: str) -> str:
    return name.lower().replace(" ", ".") + "@example.com"


def _entry(name: str, **rest: Any) -> PersonEntry:
    values: dict[str, Any] = {
        "at": ("people", name),
        "name": name,
        "email": _address(name),
        "post": "Lead",
        "department": MARKETING,
        "branch": HANGZHOU.name,
        "manager": None,
        "grade": Grade.SENIOR,
        "slack_id": account(name),
        "kpis": None,
    }
    return PersonEntry(**{**values, **rest})


def _sheet() -> tuple[KpiEntry, ...]:
    return tuple(
        KpiEntry(
            at=("kpis", number),
            name=name,
            result="The shop sells more",
            measure="mean of the quarter",
            unit="%",
            target="3.6",
            source="web analytics",
            weight=weight,
            anchors=((Decimal("3.75"), "above the target"), (Decimal("3.5"), "on target")),
        )
        for number, (name, weight) in enumerate((("Conversion", 60), ("Dwell time", 40)))
    )
