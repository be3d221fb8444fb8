"""A company of any size."""

from collections.abc import Sequence
from typing import Any

from bot.domain.organisation import DepartmentEntry, Organisation
from bot.domain.people import Grade, Role
from bot.services.people.organisation import import_organisation
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.entries import HANGZHOU, HUMAN, MARKETING, SEPTEMBER, address, entry

TEAM = 6
"""So many people share a manager and a department: of seven and more the shares of results are enforced."""
WEIGHTS = (60, 40)
_IN_A_TEAM = {"post": "Marketing specialist", "grade": Grade.STAFF}
BOSS, DIRECTOR, HR, ADMIN, DESK = "Ning An", "Zhao Min", "Zhou Jing", "Lin Tao", "Sun Li"


def found(store: Store, employees: int) -> list[str]:
    """Import the company: teams, each a department with a manager, below one director. The employees."""
    managers = [f"Manager {number:02d}" for number in range(-(-employees // TEAM))]
    names = [f"Person {number:03d}" for number in range(employees)]
    people = [
        entry(BOSS, {"post": "Managing director"}),
        entry(DIRECTOR, {"post": "Director", "manager": address(BOSS)}),
        entry(HR, {"department": HUMAN, "manager": address(BOSS), "roles": (Role.HR,)}),
        entry(ADMIN, {"department": HUMAN, "manager": address(BOSS), "roles": (Role.ADMIN,)}),
        entry(DESK, {"manager": address(BOSS), "roles": (Role.PRODUCT_MANAGER,)}),
        *(
            entry(name, {"department": team_of(number), "manager": address(DIRECTOR)})
            for number, name in enumerate(managers)
        ),
        *(
            entry(name, {**_IN_A_TEAM, **_of(number // TEAM, managers)}, WEIGHTS)
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


def _of(team: int, managers: Sequence[str]) -> dict[str, Any]:
    return {"department": team_of(team), "manager": address(managers[team])}


def team_of(number: int) -> str:
    return f"{MARKETING} {number:02d}"
