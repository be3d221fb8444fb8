"""A small company: two branches, four departments, eight people who know one another."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.domain.calendar import Calendar
from bot.domain.people import Grade, Person, Role
from storage.models.people import BranchRow, DepartmentRow, PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.unit import Store, Unit
from tests.builders.kept import kept

HEAD_OFFICE = "Hangzhou"
CHENGDU = "Chengdu"
MARKETING = "Marketing"
WEBSITE = "Website Product"
TECHNICAL = "Technical"
HR = "Human Resources"
AGREED_AT = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)

ANCHORS = (
    ("4.5", "20 % or more above the target"),
    ("3.75", "above the target"),
    ("3.5", "on target"),
    ("3", "20 % or more below the target"),
    ("2.5", "40 % or more below the target"),
)


@dataclass(frozen=True, kw_only=True)
class Company:
    """Who is who. Zhao Min leads; everybody but Chen Jie and Wu Min reports to her."""

    hr: Person
    admin: Person
    manager: Person
    employee: Person
    colleague: Person
    boss: Person
    product_manager: Person
    developer: Person

    @property
    def everyone(self) -> tuple[Person, ...]:
        return (
            self.boss,
            self.manager,
            self.employee,
            self.colleague,
            self.hr,
            self.admin,
            self.product_manager,
            self.developer,
        )


def company(store: Store) -> Company:
    """Write the company and say who is who; every person of grade staff has an agreed KPI sheet."""
    return kept(store, _company)


def _company(store: Store) -> Company:
    with store.begin() as unit:
        for name, is_technical in ((MARKETING, False), (WEBSITE, False), (TECHNICAL, True), (HR, False)):
            unit.session.add(DepartmentRow(name=name, is_technical=is_technical))
        for name in (HEAD_OFFICE, CHENGDU):
            unit.session.add(BranchRow(name=name, country="CN", timezone="Asia/Shanghai"))
    boss = person(store, "Zhao Min", post="Director", department=MARKETING, grade=Grade.SENIOR, kpis=())
    manager = person(store, "Liu Yang", post="Marketing lead", department=MARKETING, manager=boss)
    return Company(
        boss=boss,
        manager=manager,
        employee=person(store, "Chen Jie", department=MARKETING, branch=CHENGDU, manager=manager),
        colleague=person(store, "Wu Min", department=MARKETING, manager=manager),
        hr=person(store, "Zhou Jing", post="HR partner", department=HR, manager=boss, roles=(Role.HR,)),
        admin=person(
            store,
            "Lin Tao",
            post="Systems administrator",
            department=TECHNICAL,
            manager=boss,
            roles=(Role.ADMIN,),
        ),
        product_manager=person(
            store,
            "Sun Li",
            post="Product manager",
            department=WEBSITE,
            manager=boss,
            roles=(Role.PRODUCT_MANAGER,),
        ),
        developer=person(
            store, "He Jun", post="Developer", department=TECHNICAL, manager=boss, roles=(Role.DEVELOPER,)
        ),
    )


KPIS = (("conversion", "Shop-wide conversion", 60), ("dwell", "Dwell time", 40))
"""The sheet that a person has unless told otherwise: key, name, weight."""


def person(
    store: Store,
    name: str,
    *,
    post: str = "Marketing specialist",
    department: str = MARKETING,
    branch: str = HEAD_OFFICE,
    manager: Person | None = None,
    grade: Grade = Grade.STAFF,
    roles: tuple[Role, ...] = (),
    locale: str | None = None,
    timezone: str | None = None,
    linked: bool = True,
    kpis: tuple[tuple[str, str, int], ...] = KPIS,
) -> Person:
    """One more colleague. Their Slack id is made of their surname: Chen Jie is U0CHEN."""
    slack_id = "U0" + name.split()[0].upper()
    with store.begin() as unit:
        row = PersonRow(
            email=name.lower().replace(" ", ".") + "@example.com",
            name=name,
            post=post,
            department=unit.session.scalars(select(DepartmentRow).filter_by(name=department)).one(),
            branch=unit.session.scalars(select(BranchRow).filter_by(name=branch)).one(),
            manager_id=manager.id if manager else None,
            grade=grade,
            roles=frozenset(roles),
            slack_id=slack_id if linked else None,
            locale=locale,
            timezone=timezone,
        )
        unit.session.add(row)
        unit.session.flush()
        if kpis:
            kpi_sheet(unit, row.id, kpis=kpis)
        return row.value()


def kpi_sheet(
    unit: Unit,
    person_id: int | None = None,
    *,
    department_id: int | None = None,
    kpis: tuple[tuple[str, str, int], ...] = KPIS,
    version: int = 1,
) -> int:
    """An agreed sheet of a person's or a department's; its id."""
    sheet = KpiSheetRow(
        person_id=person_id, department_id=department_id, version=version, agreed_at=AGREED_AT
    )
    unit.session.add(sheet)
    unit.session.flush()
    for position, (key, name, weight) in enumerate(kpis):
        unit.session.add(
            KpiItemRow(
                sheet_id=sheet.id,
                position=position,
                key=key,
                name=name,
                result="The shop sells more to those who visit it",
                measure=f"{name}, mean of the quarter",
                unit="%",
                target="3.6",
                source="Web analytics, monthly report",
                weight=weight,
                anchors=[{"score": score, "text": text} for score, text in ANCHORS],
            )
        )
    unit.session.flush()
    return sheet.id


def someone(number: int, name: str, **rest: Any) -> Person:
    """A colleague without a database: of Marketing in Hangzhou, Slack's U0 and their number, unless told."""
    values: dict[str, Any] = {
        "id": number,
        "email": f"{number}@example.com",
        "name": name,
        "post": "Marketing specialist",
        "department": MARKETING,
        "is_technical": False,
        "branch": HEAD_OFFICE,
        "calendar": Calendar(rest.pop("country", "CN")),
        "timezone": "Asia/Shanghai",
        "locale": "en-US",
        "grade": Grade.STAFF,
        "slack_id": f"U0{number}",
    }
    return Person(**{**values, **rest, "roles": frozenset(rest.get("roles", ()))})


LIU = someone(1, "Liu Yang", post="Marketing lead")
CHEN = someone(2, "Chen Jie", branch=CHENGDU, manager_id=1)
WU = someone(3, "Wu Min", manager_id=1)
SUN = someone(4, "Sun Li", post="Product manager", department=WEBSITE, roles=[Role.PRODUCT_MANAGER])
"""The same people as values, for cards and rules."""
