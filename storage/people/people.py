"""Queries about people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.domain.people import Person, Role, known_roles
from bot.domain.places import is_timezone, known_country, known_timezone
from bot.domain.text import address
from storage.missing import found
from storage.models.people import (
    AddressRow,
    BranchRow,
    DepartmentRow,
    HeldRoleRow,
    PersonRow,
    policy_of,
)

_REACHABLE = and_(PersonRow.left_on.is_(None), PersonRow.deactivated_on.is_(None))
# Asked for with every request: put together once, and read without the weight of mapped rows.
_BY_SLACK_ID = select(PersonRow).where(PersonRow.slack_id == bindparam("slack_id"))
_ACTING = (
    select(
        PersonRow.id,
        PersonRow.email,
        PersonRow.name,
        PersonRow.post,
        DepartmentRow.name.label("department"),
        DepartmentRow.is_technical,
        BranchRow.name.label("branch"),
        BranchRow.country,
        PersonRow.timezone,
        BranchRow.timezone.label("branch_timezone"),
        func.coalesce(PersonRow.locale, bindparam("default_locale")).label("locale"),
        PersonRow.grade,
        select(func.aggregate_strings(cast(HeldRoleRow.role, String), ","))
        .where(HeldRoleRow.person_id == PersonRow.id)
        .scalar_subquery()
        .label("roles"),
        PersonRow.slack_id,
        PersonRow.manager_id,
        PersonRow.open_to_pings,
        PersonRow.left_on,
        PersonRow.deactivated_on,
    )
    .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
    .join(BranchRow, BranchRow.id == PersonRow.branch_id)
    .where(PersonRow.slack_id == bindparam("slack_id"))
)


BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A place of work, as it is written."""

    id: int
    name: str
    country: str
    timezone: str


@dataclass(frozen=True, kw_only=True)
class UnknownZone:
    """Somebody of whose zone this machine knows nothing; `person` has the one that stands in for it."""

    person: Person
    written: str


class People:
    """The organisation. People who left are found by id and Slack id, and listed nowhere else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: int) -> Person:
        """Raises Missing for an id that was never given."""
        person: Person = found(self._session.get(PersonRow, person_id)).value()
        return person

    def values(self, ids: Collection[int]) -> list[Person]:
        """All of these, in the order of their ids; in few statements, however many they are."""
        wanted = sorted(ids)
        people: list[Person] = []
        for start in range(0, len(wanted), BATCH):
            some = PersonRow.id.in_(wanted[start : start + BATCH])
            people += _values(self._session.scalars(select(PersonRow).where(some).order_by(PersonRow.id)))
        return people

    def by_slack_id(self, slack_id: str) -> Person | None:
        return _value(self._session.scalar(_BY_SLACK_ID, {"slack_id": slack_id}))

    def choose_pings(self, person_id: int, *, open_to_pings: bool) -> None:
        """Whether a developer may be mentioned directly."""
        chosen = update(PersonRow).where(PersonRow.id == person_id).values(open_to_pings=open_to_pings)
        self._session.execute(chosen)

    def acting(self, slack_id: str) -> Person | None:
        """Who stands behind a Slack id, as a value; what `by_slack_id` and `value` give, in half the time."""
        policy = policy_of(self._session)
        asked = {"slack_id": slack_id, "default_locale": policy.default_locale}
        row = self._session.execute(_ACTING, asked).mappings().one_or_none()
        if row is None:
            return None
        facts: dict[str, Any] = dict(row)
        zones = (facts["timezone"], facts.pop("branch_timezone"))
        facts["timezone"] = known_timezone(*zones, default=policy.default_timezone)
        facts["country"] = known_country(facts["country"], default=policy.default_country)
        facts["roles"] = known_roles((facts["roles"] or "").split(","))
        return Person(**facts)

    def of_unknown_timezone(self) -> list[UnknownZone]:
        """Active people for whom Slack told a zone that this machine does not know."""
        told = select(PersonRow.timezone).where(PersonRow.left_on.is_(None)).distinct()
        unknown = [zone for zone in self._session.scalars(told) if zone and not is_timezone(zone)]
        rows = self._session.scalars(
            select(PersonRow)
            .where(PersonRow.timezone.in_(unknown), PersonRow.left_on.is_(None))
            .order_by(PersonRow.id)
        )
        return [UnknownZone(person=row.value(), written=row.timezone or "") for row in rows]

    def by_email(self, email: str) -> Person | None:
        """Whose address this is, in whatever case and with whatever invisible it was copied.

        They are stored in one form; the import and the migrations see to it.
        """
        return _value(self._session.scalar(select(PersonRow).where(PersonRow.email == address(email))))

    def by_address(self, email: str) -> Person | None:
        """Whose present address this is, else whose other one: of several people nobody's."""
        present = self.by_email(email)
        if present is not None:
            return present
        others = self._session.scalars(
            select(PersonRow)
            .join(AddressRow, AddressRow.person_id == PersonRow.id)
            .where(AddressRow.address == address(email))
        ).all()
        return others[0].value() if len(others) == 1 else None

    def remember_address(self, person_id: int, email: str) -> None:
        """An address that a person has in Slack, or had in the file, and that the file does not say now."""
        self._session.merge(AddressRow(person_id=person_id, address=address(email)[:254]))

    def active(self) -> list[Person]:
        here = select(PersonRow).where(PersonRow.left_on.is_(None)).order_by(PersonRow.id)
        return _values(self._session.scalars(here))

    def reachable(self, only: Collection[int] | None = None) -> list[Person]:
        """People who are there and whose account is open: all, or some of these."""
        query = select(PersonRow).where(_REACHABLE).order_by(PersonRow.id)
        return _values(self._session.scalars(query if only is None else query.where(PersonRow.id.in_(only))))

    def reports(self, manager_id: int) -> frozenset[int]:
        """The ids of the reachable people who report to this person."""
        query = select(PersonRow.id).where(_REACHABLE, PersonRow.manager_id == manager_id)
        return frozenset(self._session.scalars(query))

    def unmanaged(self) -> frozenset[int]:
        """The ids of the reachable people who have no manager that could be told anything."""
        manager = aliased(PersonRow)
        query = (
            select(PersonRow.id)
            .outerjoin(manager, manager.id == PersonRow.manager_id)
            .where(
                _REACHABLE,
                manager.id.is_(None) | manager.left_on.is_not(None) | manager.deactivated_on.is_not(None),
            )
        )
        return frozenset(self._session.scalars(query))

    def every(self) -> list[Person]:
        """Also who left."""
        return _values(self._session.scalars(select(PersonRow).order_by(PersonRow.id)))

    def holding(self, role: Role) -> list[Person]:
        """Active people with a role, in the order of their ids."""
        query = (
            select(PersonRow)
            .join(HeldRoleRow, HeldRoleRow.person_id == PersonRow.id)
            .where(HeldRoleRow.role == role, PersonRow.left_on.is_(None))
            .order_by(PersonRow.id)
        )
        return _values(self._session.scalars(query))

    def branches(self) -> list[Branch]:
        """Every branch as it is written, whether this machine knows its zone and country or not."""
        rows = self._session.scalars(select(BranchRow).order_by(BranchRow.id))
        return [Branch(id=row.id, name=row.name, country=row.country, timezone=row.timezone) for row in rows]


def _value(row: PersonRow | None) -> Person | None:
    return None if row is None else row.value()


def _values(rows: Iterable[PersonRow]) -> list[Person]:
    return [row.value() for row in rows]
