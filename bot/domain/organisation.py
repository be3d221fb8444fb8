"""The organisation as its file tells it, and what may be wrong with it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.calendar import is_country
from bot.domain.people import Grade, Role
from bot.domain.places import is_timezone
from bot.domain.text import key

Path = tuple[str | int, ...]
"""A place in the file: ("people", 3, "kpis", 0, "weight")."""

WARN_ABOVE_KPIS = 7
MOST_KPIS = 12
KEY_WEIGHT = 20
"""A sheet with no KPI of at least this weight has no key figure (our choice). Source: domain.md §4."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong with the file, or worth a look. `facts` fill the sentence of `code`.

    Where it `is_of_the_whole`, nothing can be said of what the file holds.
    """

    code: str
    at: Path
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_of_the_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class BranchEntry:
    """A place of work. `at` is where it stands in the file, here and below."""

    at: Path
    name: str
    country: str
    timezone: str


@dataclass(frozen=True, kw_only=True)
class KpiEntry:
    """One KPI. `anchors` are (score, what earns it), best first; `weight` in percent."""

    at: Path
    name: str
    result: str
    measure: str
    unit: str
    target: str
    source: str
    weight: int
    anchors: tuple[tuple[Decimal, str], ...]


@dataclass(frozen=True, kw_only=True)
class DepartmentEntry:
    """A department. `kpis` are what all its people share; None leaves the sheet that it has.

    `unread` as of a person.
    """

    at: Path
    name: str
    is_technical: bool = False
    kpis: tuple[KpiEntry, ...] | None = None
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """One colleague; `manager` is an e-mail address. `kpis` None leaves the sheet that they have.

    `number` is the company's own for them, the column `id`; it outlives every other key.

    `joined`: their first day; `since`: from when a post or department that changed is theirs; None: the day
    of the import. `stands_in_for`: the id of a manager who left without a successor, whose place `manager`
    takes until there is one (bot.domain.vacancies); no file says it.

    `unread` names the fields that could not be read: they hold a stand-in, and no rule looks at them.
    """

    at: Path
    email: str
    name: str
    post: str
    department: str
    branch: str
    manager: str | None
    grade: Grade
    roles: tuple[Role, ...] = ()
    slack_id: str | None = None
    phone: str | None = None
    number: str | None = None
    kpis: tuple[KpiEntry, ...] | None = None
    joined: date | None = None
    since: date | None = None
    stands_in_for: int | None = None
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The whole company."""

    branches: tuple[BranchEntry, ...]
    departments: tuple[DepartmentEntry, ...]
    people: tuple[PersonEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What forbids the import, and what only deserves a look; each in the order of the file."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check(organisation: Organisation, *, scale: Collection[Decimal]) -> Findings:
    """Everything that is wrong, at once. `scale` holds the scores that anchors may name."""
    with_sheets: list[DepartmentEntry | PersonEntry] = [*organisation.departments, *organisation.people]
    problems = [
        *_places(organisation),
        *_identities(organisation.people),
        *_belongings(organisation),
        *_managers(organisation.people),
        *(problem for entry in with_sheets for problem in _sheet(entry, scale)),
    ]
    if not organisation.people:
        problems.append(Problem(code="nobody", at=("people",)))
    warnings = [
        *_roles_that_nobody_has(organisation.people),
        *(warning for person in organisation.people for warning in _missing_sheet(person)),
        *(warning for entry in with_sheets for warning in _sheet_warnings(entry)),
    ]
    return Findings(problems=tuple(problems), warnings=tuple(warnings))


def _places(organisation: Organisation) -> Iterator[Problem]:
    for branch in organisation.branches:
        if not is_country(branch.country):
            yield Problem(code="country", at=(*branch.at, "country"), facts={"value": branch.country})
        if not is_timezone(branch.timezone):
            yield Problem(code="timezone", at=(*branch.at, "timezone"), facts={"value": branch.timezone})
    yield from _twice((each.name, each.at, "name") for each in organisation.branches)
    yield from _twice((each.name, each.at, "name") for each in organisation.departments)


def _identities(people: Collection[PersonEntry]) -> Iterator[Problem]:
    for person in people:
        if "email" not in person.unread and not _EMAIL.fullmatch(person.email):
            yield Problem(code="email", at=(*person.at, "email"), facts={"value": person.email})
    yield from _twice((each.email, each.at, "email") for each in people if "email" not in each.unread)
    yield from _twice((each.number, each.at, "id") for each in people if each.number)
    yield from _twice((each.slack_id, each.at, "slack_id") for each in people if each.slack_id)


def _twice(entries: Iterable[tuple[str, Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for value, at, field_name in entries:
        if key(value) in seen:
            yield Problem(code="twice", at=(*at, field_name), facts={"value": value})
        seen.add(key(value))


def _belongings(organisation: Organisation) -> Iterator[Problem]:
    departments = [department.name for department in organisation.departments]
    branches = [branch.name for branch in organisation.branches]
    for person in organisation.people:
        for name, value, known in (
            ("department", person.department, departments),
            ("branch", person.branch, branches),
        ):
            if name not in person.unread and value not in known:
                yield Problem(code=name, at=(*person.at, name), facts={"value": value, "known": known})


def _managers(people: Collection[PersonEntry]) -> Iterator[Problem]:
    by_email: dict[str, PersonEntry] = {}
    for person in people:
        by_email.setdefault(person.email, person)
    in_a_circle: set[str] = set()
    for person in people:
        at = (*person.at, "manager")
        if person.manager is None:
            is_empty = person.stands_in_for is None and not {"manager", "grade"} & person.unread
            if person.grade is Grade.STAFF and is_empty:
                yield Problem(code="no_manager", at=at, facts={"name": person.name})
        elif person.manager not in by_email:
            yield Problem(code="manager", at=at, facts={"value": person.manager})
        elif person.email not in in_a_circle and (circle := _circle(person, by_email)):
            in_a_circle.update(each.email for each in circle)
            yield Problem(code="circle", at=at, facts={"names": [each.name for each in circle]})


def _circle(person: PersonEntry, by_email: Mapping[str, PersonEntry]) -> list[PersonEntry]:
    """The people from `person` up their managers and back to `person`; empty where it leads elsewhere."""
    way = [person]
    while True:
        above = by_email.get(way[-1].manager or "")
        if above is person:
            return way
        if above is None or above in way:
            return []
        way.append(above)


def _sheet(entry: DepartmentEntry | PersonEntry, scale: Collection[Decimal]) -> Iterator[Problem]:
    kpis = entry.kpis or ()
    at = (*entry.at, "kpis")
    yield from _twice((kpi.name, kpi.at, "name") for kpi in kpis)
    for kpi in kpis:
        for score, _ in kpi.anchors:
            if score not in scale:
                yield Problem(
                    code="anchor",
                    at=(*kpi.at, "anchors", str(score)),
                    facts={"score": score, "scale": [str(point) for point in sorted(scale, reverse=True)]},
                )
    total = sum(kpi.weight for kpi in kpis)
    if kpis and "kpis" not in entry.unread and total != 100:
        yield Problem(code="weights", at=at, facts={"name": entry.name, "total": total})
    if len(kpis) > MOST_KPIS:
        yield Problem(
            code="too_many_kpis", at=at, facts={"name": entry.name, "count": len(kpis), "most": MOST_KPIS}
        )


def _missing_sheet(person: PersonEntry) -> Iterator[Problem]:
    if not person.kpis and "kpis" not in person.unread and person.manager is not None:
        yield Problem(code="no_sheet", at=person.at, facts={"name": person.name})


def _sheet_warnings(entry: DepartmentEntry | PersonEntry) -> Iterator[Problem]:
    kpis = entry.kpis or ()
    at = (*entry.at, "kpis")
    if not kpis or "kpis" in entry.unread:
        return
    if len(kpis) == 1:
        yield Problem(code="single_goal", at=at, facts={"name": entry.name})
    if WARN_ABOVE_KPIS < len(kpis) <= MOST_KPIS:
        yield Problem(code="many_kpis", at=at, facts={"name": entry.name, "count": len(kpis)})
    if max(kpi.weight for kpi in kpis) < KEY_WEIGHT:
        yield Problem(code="no_key_kpi", at=at, facts={"name": entry.name, "weight": KEY_WEIGHT})
    for kpi in kpis:
        if len(kpi.anchors) == 1:
            yield Problem(code="one_anchor", at=kpi.at, facts={"name": entry.name, "kpi": kpi.name})


def _roles_that_nobody_has(people: Collection[PersonEntry]) -> Iterator[Problem]:
    for role in (Role.HR, Role.PRODUCT_MANAGER, Role.ADMIN):
        if not any(role in person.roles for person in people):
            yield Problem(code=f"nobody_is_{role.value}", at=("people",))
