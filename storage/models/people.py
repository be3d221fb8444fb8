"""The organisation."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from bot.domain.people import Grade, Person, Role, known_roles
from bot.domain.places import known_country, known_timezone
from bot.domain.policy import Policy
from storage.models.base import Base

POLICY = "policy"
"""Where a session keeps the company's policy, whose language and places stand in for unknown ones."""


def policy_of(session: Session | None) -> Policy:
    """The policy of the store that a session belongs to; the defaults where there is no session."""
    return session.info.get(POLICY, Policy()) if session else Policy()


class BranchRow(Base):
    """A place of work; its country decides the public holidays."""

    __tablename__ = "branches"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    country: Mapped[str] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(String(64))


class DepartmentRow(Base):
    """A department; `is_technical` marks those whose people are not pinged directly."""

    __tablename__ = "departments"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    is_technical: Mapped[bool] = mapped_column(default=False)


class PersonRow(Base):
    """A colleague, present or past; rows are never deleted.

    `number` is the company's own for them, where its file has one. `locale` and `timezone` are what
    Slack last told of them; until then the branch's zone and the configured default language stand in.
    `deactivated_on`: their Slack account was closed, though the organisation does not say that they
    left. Whoever left has no account: it may be somebody else's by now. `joined_on`: None for whoever was
    here before the first import; `returned_on`: when they came back last. `stands_in_for_id`: the manager
    who left and has no successor yet, while `manager_id` stands in for them.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    number: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)
    name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    grade: Mapped[Grade]
    slack_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    phone: Mapped[str | None] = mapped_column(String(20))
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    locale: Mapped[str | None] = mapped_column(String(16))
    timezone: Mapped[str | None] = mapped_column(String(64))
    profile_read_on: Mapped[date | None]
    open_to_pings: Mapped[bool] = mapped_column(default=False)
    deactivated_on: Mapped[date | None]
    left_on: Mapped[date | None]
    joined_on: Mapped[date | None] = mapped_column(index=True)
    returned_on: Mapped[date | None] = mapped_column(index=True)
    stands_in_for_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)

    held_roles: Mapped[set["HeldRoleRow"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )
    department: Mapped[DepartmentRow] = relationship(lazy="joined", innerjoin=True)
    branch: Mapped[BranchRow] = relationship(lazy="joined", innerjoin=True)

    @property
    def roles(self) -> frozenset[Role]:
        return known_roles(held.role for held in self.held_roles)

    @roles.setter
    def roles(self, roles: Iterable[Role]) -> None:
        wanted = {role.value for role in roles}
        for held in [held for held in self.held_roles if held.role not in wanted]:
            self.held_roles.remove(held)
        self.held_roles |= {
            HeldRoleRow(role=role) for role in wanted - {held.role for held in self.held_roles}
        }

    def value(self) -> Person:
        """What the rules and the words need to know of this person.

        Whose language Slack has not told speaks the company's. A zone or a country that this machine
        does not know is passed over, and so is an unknown role.
        """
        policy = policy_of(object_session(self))
        return Person(
            id=self.id,
            email=self.email,
            name=self.name,
            post=self.post,
            department=self.department.name,
            is_technical=self.department.is_technical,
            branch=self.branch.name,
            calendar=policy.calendar(known_country(self.branch.country, default=policy.default_country)),
            timezone=known_timezone(self.timezone, self.branch.timezone, default=policy.default_timezone),
            locale=self.locale or policy.default_locale,
            grade=self.grade,
            roles=self.roles,
            slack_id=self.slack_id,
            phone=self.phone,
            manager_id=self.manager_id,
            open_to_pings=self.open_to_pings,
            left_on=self.left_on,
            deactivated_on=self.deactivated_on,
            joined_on=self.joined_on,
            returned_on=self.returned_on,
        )


class AddressRow(Base):
    """An address that a person had, in the organisation file or in Slack, and has no more; small letters."""

    __tablename__ = "former_addresses"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(254), primary_key=True, index=True)


class HeldRoleRow(Base):
    """Somebody's role. A table of its own, for each request asks who has one: a company may be large.

    A newer version may have written one that this does not know.
    """

    __tablename__ = "held_roles"

    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
