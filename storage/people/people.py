"""Queries about people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select, update
from sqlalchemy.orm import Session

from bot.domain.people import Person, Role
from bot.domain.places import is_timezone
from bot.domain.text import address
from storage.missing import found
from storage.models.people import AddressRow, BranchRow, DepartmentRow, HeldRoleRow, PersonRow, policy_of
from storage.people.reading import PersonColumns
from storage.remembering import OfEach

# Asked for with every request: put together once.
_PERSON = PersonColumns("person")
_OF = _PERSON.people.c
_ANYBODY = select(*_PERSON.columns).select_from(_PERSON.alone())
BY_ID = OfEach(_ANYBODY, _OF.id, "person_id")
_BY_SLACK_ID = _ANYBODY.where(_OF.slack_id == bindparam("slack_id"))
_BY_EMAIL = _ANYBODY.where(_OF.email == bindparam("email"))
_HOLDING = (
    _ANYBODY.join(HeldRoleRow, HeldRoleRow.person_id == _OF.id)
    .where(HeldRoleRow.role == bindparam("role"), _OF.left_on.is_(None))
    .order_by(_OF.id)
)
_ZONES = select(PersonRow.timezone).where(PersonRow.left_on.is_(None)).distinct()
_QUEUE_UP = (
    select(PersonRow.id)
    .where(PersonRow.id.in_(bindparam("person_ids", expanding=True)))
    .order_by(PersonRow.id)
    .with_for_update(key_share=True)
)
_REACHABLE = and_(_OF.left_on.is_(None), _OF.deactivated_on.is_(None))

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

    def queue_up(self, *person_ids: int) -> None:
        """Make what is done for these people go one after the other, where a row to lock is not there yet:
        two clicks come to one.
        """
        self._session.execute(_QUEUE_UP, {"person_ids": sorted(set(person_ids))})

    def get(self, person_id: int) -> Person:
        """Raises Missing for an id that was never given."""
        person: Person = found(self._one(BY_ID.one, person_id=person_id))
        return person

    def values(self, ids: Collection[int]) -> list[Person]:
        """All of these, in the order of their ids; in few statements, however many they are."""
        wanted = sorted(ids)
        people: list[Person] = []
        for start in range(0, len(wanted), BATCH):
            some = _OF.id.in_(wanted[start : start + BATCH])
            people += self._all(_ANYBODY.where(some).order_by(_OF.id))
        return people

    def by_slack_id(self, slack_id: str) -> Person | None:
        return self._one(_BY_SLACK_ID, slack_id=slack_id)

    def choose_pings(self, person_id: int, *, open_to_pings: bool) -> None:
        """Whether a developer may be mentioned directly."""
        chosen = update(PersonRow).where(PersonRow.id == person_id).values(open_to_pings=open_to_pings)
        self._session.execute(chosen)

    def of_unknown_timezone(self) -> list[UnknownZone]:
        """Active people for whom Slack told a zone that this machine does not know."""
        unknown = [zone for zone in self._session.scalars(_ZONES) if zone and not is_timezone(zone)]
        if not unknown:
            return []
        theirs = _ANYBODY.add_columns(_OF.timezone).where(_OF.timezone.in_(unknown), _OF.left_on.is_(None))
        policy = policy_of(self._session)
        return [
            UnknownZone(person=_PERSON.value(row, policy=policy), written=row[-1])
            for row in self._session.execute(theirs.order_by(_OF.id))
        ]

    def by_email(self, email: str) -> Person | None:
        """Whose address this is, in whatever case and with whatever invisible it was copied.

        They are stored in one form; the import and the migrations see to it.
        """
        return self._one(_BY_EMAIL, email=address(email))

    def by_address(self, email: str) -> Person | None:
        """Whose present address this is, else whose other one: of several people nobody's."""
        present = self.by_email(email)
        if present is not None:
            return present
        others = self._all(
            _ANYBODY.join(AddressRow, AddressRow.person_id == _OF.id).where(
                AddressRow.address == address(email)
            )
        )
        return others[0] if len(others) == 1 else None

    def former_addresses(self) -> Mapping[str, int]:
        """Every other address, of Slack or of before, that is one person's and nobody else's."""
        rows = self._session.execute(
            select(AddressRow.address, func.min(AddressRow.person_id))
            .group_by(AddressRow.address)
            .having(func.count() == 1)
        )
        return dict(rows.all())

    def numbers(self) -> Mapping[str, int]:
        """Everybody by the company's own number for them, whoever has one."""
        query = select(PersonRow.number, PersonRow.id).where(PersonRow.number.is_not(None))
        return {str(number): person_id for number, person_id in self._session.execute(query)}

    def departments(self) -> Mapping[str, int]:
        """Every department's id by its name."""
        return dict(self._session.execute(select(DepartmentRow.name, DepartmentRow.id)).all())

    def remember_address(self, person_id: int, email: str) -> None:
        """An address that a person has in Slack, or had in the file, and that the file does not say now."""
        self._session.merge(AddressRow(person_id=person_id, address=address(email)[:254]))

    def active(self) -> list[Person]:
        return self._all(_ANYBODY.where(_OF.left_on.is_(None)).order_by(_OF.id))

    def reachable(self, only: Collection[int] | None = None) -> list[Person]:
        """People who are there and whose account is open: all, or some of these."""
        query = _ANYBODY.where(_REACHABLE).order_by(_OF.id)
        return self._all(query if only is None else query.where(_OF.id.in_(only)))

    def reports(self, manager_id: int) -> frozenset[int]:
        """The ids of the reachable people who report to this person."""
        return self.reporting_to([manager_id])

    def reporting_to(self, manager_ids: Collection[int]) -> frozenset[int]:
        """The ids of the reachable people who report to one of these."""
        query = select(_OF.id).where(_REACHABLE, _OF.manager_id.in_(manager_ids))
        return frozenset(self._session.scalars(query))

    def unmanaged(self) -> frozenset[int]:
        """The ids of the reachable people who have no manager that could be told anything."""
        manager = PersonColumns("manager").people
        gone = manager.c.left_on.is_not(None) | manager.c.deactivated_on.is_not(None)
        query = (
            select(_OF.id)
            .select_from(_PERSON.people.outerjoin(manager, manager.c.id == _OF.manager_id))
            .where(_REACHABLE, manager.c.id.is_(None) | gone)
        )
        return frozenset(self._session.scalars(query))

    def every(self) -> list[Person]:
        """Also who left."""
        return self._all(_ANYBODY.order_by(_OF.id))

    def holding(self, role: Role) -> list[Person]:
        """Active people with a role, in the order of their ids."""
        return self._all(_HOLDING, role=role)

    def branches(self) -> list[Branch]:
        """Every branch as it is written, whether this machine knows its zone and country or not."""
        rows = self._session.scalars(select(BranchRow).order_by(BranchRow.id))
        return [Branch(id=row.id, name=row.name, country=row.country, timezone=row.timezone) for row in rows]

    def _one(self, statement: Select[Any], **asked: Any) -> Person | None:
        row = self._session.execute(statement, asked).one_or_none()
        return None if row is None else _PERSON.value(row, policy=policy_of(self._session))

    def _all(self, statement: Select[Any], **asked: Any) -> list[Person]:
        policy = policy_of(self._session)
        return [_PERSON.value(row, policy=policy) for row in self._session.execute(statement, asked)]
