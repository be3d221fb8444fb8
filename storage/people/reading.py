"""A person as a value out of a statement about more, past the mapper."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, cast, func, select

from bot.domain.people import Person, Role, known_roles
from bot.domain.places import known_country, known_timezone
from bot.domain.policy import Policy
from storage.models.people import BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.plain import Plain


class PersonColumns:
    """What a Person is made of; `name` tells the people of one statement apart."""

    def __init__(self, name: str) -> None:
        self.people = Plain(PersonRow, name=name).table
        self._departments = Plain(DepartmentRow, name=f"{name}_department").table
        self._branches = Plain(BranchRow, name=f"{name}_branch").table
        held, of = Plain(HeldRoleRow).table.c, self.people.c
        facts: Mapping[str, ColumnElement[Any]] = {
            "id": of.id,
            "email": of.email,
            "name": of.name,
            "post": of.post,
            "department": self._departments.c.name,
            "is_technical": self._departments.c.is_technical,
            "branch": self._branches.c.name,
            "country": self._branches.c.country,
            "timezone": of.timezone,
            "branch_timezone": self._branches.c.timezone,
            "locale": of.locale,
            "grade": of.grade,
            "roles": select(func.aggregate_strings(cast(held.role, String), ","))
            .where(held.person_id == of.id)
            .correlate(self.people)
            .scalar_subquery(),
            "slack_id": of.slack_id,
            "phone": of.phone,
            "manager_id": of.manager_id,
            "open_to_pings": of.open_to_pings,
            "left_on": of.left_on,
            "deactivated_on": of.deactivated_on,
            "joined_on": of.joined_on,
            "returned_on": of.returned_on,
        }
        self._names = tuple(facts)
        self.columns: Sequence[ColumnElement[Any]] = tuple(facts.values())

    def alone(self) -> FromClause:
        """The tables of the person, for the statement to choose from."""
        return self._with_places(self.people)

    def joined_to(self, others: FromClause, on: ColumnElement[int]) -> FromClause:
        """The other tables, and beside them those of the person whose id is `on`."""
        return self._with_places(others.join(self.people, self.people.c.id == on))

    def value(self, found: Sequence[Any], *, policy: Policy, at: int = 0) -> Person:
        """What stands in a result's row from column number `at` on; the same as a PersonRow's own value."""
        facts = dict(zip(self._names, found[at : at + len(self._names)], strict=True))
        zones = (facts["timezone"], facts.pop("branch_timezone"))
        facts["timezone"] = known_timezone(*zones, default=policy.default_timezone)
        country = known_country(facts.pop("country"), default=policy.default_country)
        facts["calendar"] = policy.calendar(country)
        facts["locale"] = facts["locale"] or policy.default_locale
        facts["roles"] = _roles(facts["roles"] or "")
        return Person(**facts)

    def _with_places(self, source: FromClause) -> FromClause:
        departments, branches = self._departments, self._branches
        with_department = source.join(departments, departments.c.id == self.people.c.department_id)
        return with_department.join(branches, branches.c.id == self.people.c.branch_id)


@lru_cache(maxsize=64)
def _roles(names: str) -> frozenset[Role]:
    return known_roles(names.split(","))
