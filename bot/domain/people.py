"""Who is in the company, as the rules see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar


class Grade(StrEnum):
    """The cadence a person is reviewed on. Source: domain.md §8."""

    STAFF = "staff"
    SENIOR = "senior"


class Role(StrEnum):
    """What a person does beyond their own post. Source: domain.md §1."""

    HR = "hr"
    PRODUCT_MANAGER = "product_manager"
    DEVELOPER = "developer"
    ADMIN = "admin"


def known_roles(names: Iterable[str]) -> frozenset[Role]:
    """Those of the roles that this version knows; a newer one may have written others."""
    known = {role.value: role for role in Role}
    return frozenset(known[name] for name in names if name in known)


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """Somebody who can write in a channel and is not in the organisation, as far as Slack tells of them."""

    slack_id: str
    locale: str
    timezone: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """One colleague. `locale` is one of Slack's (`zh-CN`), `timezone` an IANA name.

    `calendar`: the working days of their branch.
    `deactivated_on`: their Slack account was closed, though the organisation does not say that they left.
    `joined_on`: their first day, None for whoever was always here; `returned_on`: when they came back last.
    """

    id: int
    email: str
    name: str
    post: str
    department: str
    is_technical: bool
    branch: str
    calendar: Calendar
    timezone: str
    locale: str
    grade: Grade
    roles: frozenset[Role] = frozenset()
    slack_id: str | None = None
    phone: str | None = None
    manager_id: int | None = None
    open_to_pings: bool = False
    left_on: date | None = None
    deactivated_on: date | None = None
    joined_on: date | None = None
    returned_on: date | None = None

    @property
    def country(self) -> str:
        return self.calendar.country

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def here_since(self) -> date | None:
        """Their first day since they were away last; None for whoever was always here."""
        return max((day for day in (self.joined_on, self.returned_on) if day is not None), default=None)

    @property
    def is_active(self) -> bool:
        return self.left_on is None

    def has(self, role: Role) -> bool:
        return role in self.roles
