"""The organisation."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.people import Grade, Person, Role
from storage.models.base import Base


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

    `locale` and `timezone` are what Slack last told of them; until then the branch's zone and the
    configured default language stand in. `deactivated_on`: their Slack account was closed, though
    the organisation does not say that they left.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    grade: Mapped[Grade]
    slack_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    locale: Mapped[str | None] = mapped_column(String(16))
    timezone: Mapped[str | None] = mapped_column(String(64))
    profile_read_on: Mapped[date | None]
    open_to_pings: Mapped[bool] = mapped_column(default=False)
    deactivated_on: Mapped[date | None]
    left_on: Mapped[date | None]

    held_roles: Mapped[set["HeldRoleRow"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )
    department: Mapped[DepartmentRow] = relationship(lazy="joined", innerjoin=True)
    branch: Mapped[BranchRow] = relationship(lazy="joined", innerjoin=True)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.held_roles)

    @roles.setter
    def roles(self, roles: Iterable[Role]) -> None:
        wanted = set(roles)
        for held in [held for held in self.held_roles if held.role not in wanted]:
            self.held_roles.remove(held)
        self.held_roles |= {HeldRoleRow(role=role) for role in wanted - self.roles}

    def value(self, *, default_locale: str = "en-US") -> Person:
        """What the rules and the words need to know of this person."""
        return Person(
            id=self.id,
            email=self.email,
            name=self.name,
            post=self.post,
            department=self.department.name,
            is_technical=self.department.is_technical,
            branch=self.branch.name,
            country=self.branch.country,
            timezone=self.timezone or self.branch.timezone,
            locale=self.locale or default_locale,
            grade=self.grade,
            roles=self.roles,
            slack_id=self.slack_id,
            manager_id=self.manager_id,
            open_to_pings=self.open_to_pings,
            left_on=self.left_on,
        )


class HeldRoleRow(Base):
    """Somebody's role. A table of its own, for each request asks who has one: a company may be large."""

    __tablename__ = "held_roles"

    role: Mapped[Role] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
