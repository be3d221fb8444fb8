"""Queries about reminders: who may get one, who got one, who asked for one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Dialect, and_, exists, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.domain.calendar import Calendar
from bot.domain.people import Person
from bot.domain.places import known_country, known_timezone
from storage.models.nudging import NudgeRow, SnoozeRow
from storage.models.people import BranchRow, PersonRow, policy_of
from storage.obligations import someone_owes

_PLACE = (func.coalesce(PersonRow.timezone, ""), BranchRow.timezone, BranchRow.country)
_REACHABLE = and_(PersonRow.left_on.is_(None), PersonRow.deactivated_on.is_(None))


@dataclass(frozen=True, kw_only=True)
class Place:
    """A time zone and working days: people of one place are nudged at the same moment.

    `written`: what stands in their rows, which this machine need not know.
    """

    timezone: str
    calendar: Calendar
    written: tuple[str, str, str]


class Nudges:
    """Reminders sent and asked for. A person and a day of theirs make at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self) -> Sequence[Place]:
        """Everywhere that somebody is."""
        query = select(*_PLACE).join_from(PersonRow, BranchRow).where(_REACHABLE).distinct()
        policy = policy_of(self._session)
        return [
            Place(
                timezone=known_timezone(own, branchs, default=policy.default_timezone),
                calendar=policy.calendar(known_country(country, default=policy.default_country)),
                written=(own, branchs, country),
            )
            for own, branchs, country in self._session.execute(query)
        ]

    def candidates(self, places: Collection[Place], *, day: date, also: Collection[int]) -> Sequence[Person]:
        """People of these places who may be reminded on `day`: who owe something, their managers, and
        `also`.

        Not who was reminded on it already, nor who asked for a later day.
        """
        concerned = _concerned() | PersonRow.id.in_(also)
        reminded = exists().where(NudgeRow.person_id == PersonRow.id, NudgeRow.day == day)
        later = exists().where(
            SnoozeRow.person_id == PersonRow.id, SnoozeRow.day > day, SnoozeRow.done_at.is_(None)
        )
        rows = self._session.scalars(
            select(PersonRow)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(_REACHABLE, _in(places), concerned, ~reminded, ~later)
            .order_by(PersonRow.id)
        )
        return [row.value() for row in rows]

    def snoozed(self, *, by: date) -> Sequence[tuple[Person, date]]:
        """Who asked to be reminded on `by` or before and was not yet, with the day they asked for."""
        asked = (
            select(SnoozeRow.person_id, func.max(SnoozeRow.day).label("day"))
            .where(SnoozeRow.done_at.is_(None), SnoozeRow.day <= by)
            .group_by(SnoozeRow.person_id)
            .subquery()
        )
        query = (
            select(PersonRow, asked.c.day)
            .join(asked, asked.c.person_id == PersonRow.id)
            .where(_REACHABLE)
            .order_by(PersonRow.id)
        )
        return [(row.value(), day) for row, day in self._session.execute(query)]

    def record(self, days: Mapping[int, date], *, at: datetime) -> None:
        """Note that these people are reminded on these days of theirs; what is known already stays."""
        if not days:
            return
        dialect: Dialect = self._session.get_bind().dialect
        insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        # Always in the same order: two processes that do this at once then wait instead of deadlocking.
        rows = [{"person_id": person, "day": days[person], "at": at} for person in sorted(days)]
        self._session.execute(insert(NudgeRow).on_conflict_do_nothing(), rows)

    def last_before(self, person_ids: Collection[int], *, day: date) -> Mapping[int, date]:
        """The day of the last reminder that each of these got before `day`."""
        query = (
            select(NudgeRow.person_id, func.max(NudgeRow.day))
            .where(NudgeRow.person_id.in_(person_ids), NudgeRow.day < day)
            .group_by(NudgeRow.person_id)
        )
        return dict(self._session.execute(query).all())

    def first_after(self, person_id: int, *, day: date) -> date | None:
        """The day of this person's next reminder after `day`."""
        return self._session.scalar(
            select(func.min(NudgeRow.day)).where(NudgeRow.person_id == person_id, NudgeRow.day > day)
        )

    def last(
        self, count: int, *, before: date, since: datetime, only: Collection[int] | None = None
    ) -> Mapping[int, Sequence[datetime]]:
        """When each of these people (None: everybody) was reminded last, newest first, `count` times at most.

        Only on days before `before`, and not before `since`.
        """
        newest_first = func.row_number().over(partition_by=NudgeRow.person_id, order_by=NudgeRow.day.desc())
        ranked = select(NudgeRow.person_id, NudgeRow.at, newest_first.label("rank")).where(
            NudgeRow.day < before, NudgeRow.at >= since
        )
        if only is not None:
            ranked = ranked.where(NudgeRow.person_id.in_(only))
        some = ranked.subquery()
        query = (
            select(some.c.person_id, some.c.at)
            .where(some.c.rank <= count)
            .order_by(some.c.person_id, some.c.rank)
        )
        found: dict[int, list[datetime]] = {}
        for person_id, at in self._session.execute(query):
            found.setdefault(person_id, []).append(at)
        return found

    def snoozed_until(self, person_id: int) -> date | None:
        """The day of the reminder that this person asked for and did not get yet."""
        return self._session.scalar(
            select(SnoozeRow.day)
            .where(SnoozeRow.person_id == person_id, SnoozeRow.done_at.is_(None))
            .order_by(SnoozeRow.day.desc())
            .limit(1)
        )

    def ask(self, person_id: int, *, day: date, at: datetime) -> None:
        """Remember that this person wants to be reminded on `day`."""
        self._session.merge(SnoozeRow(person_id=person_id, day=day, asked_at=at, done_at=None))

    def settle(self, person_ids: Collection[int], *, until: date, at: datetime) -> None:
        """Whatever these asked for up to `until` is seen to."""
        self._session.execute(
            update(SnoozeRow)
            .where(SnoozeRow.person_id.in_(person_ids), SnoozeRow.day <= until, SnoozeRow.done_at.is_(None))
            .values(done_at=at)
        )

    def last_of_all(self, *, since: datetime) -> Mapping[int, tuple[date, datetime]]:
        """Each person's last reminder after `since`: its day and its moment."""
        query = (
            select(NudgeRow.person_id, func.max(NudgeRow.day), func.max(NudgeRow.at))
            .where(NudgeRow.at > since)
            .group_by(NudgeRow.person_id)
        )
        return {person_id: (day, at) for person_id, day, at in self._session.execute(query)}

    def was_nudged(self, person_id: int) -> bool:
        """Whether somebody ever got the weekly message."""
        query = select(NudgeRow.day).where(NudgeRow.person_id == person_id).limit(1)
        return self._session.scalar(query) is not None


def _in(places: Collection[Place]) -> ColumnElement[bool]:
    return tuple_(*_PLACE).in_(sorted(place.written for place in places))


def _concerned() -> ColumnElement[bool]:
    """Who owes something, and who manages somebody who does."""
    report = aliased(PersonRow)
    managers = select(report.manager_id).where(report.id.in_(someone_owes()))
    return PersonRow.id.in_(someone_owes()) | PersonRow.id.in_(managers)
