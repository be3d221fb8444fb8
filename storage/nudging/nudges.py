"""Queries about reminders: who may get one, who got one, who asked for one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Dialect, and_, exists, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.domain.calendar import Calendar
from bot.domain.nudging.planner import Nudge, Snooze
from bot.domain.places import known_country, known_timezone
from storage.models.nudging import NudgeRow, RhythmRow, SnoozeRow
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

    def candidates(
        self,
        places: Collection[Place],
        *,
        day: date,
        also: Collection[int],
        own_hours: tuple[Collection[int], bool] | None,
    ) -> Sequence[int]:
        """People of these places who may be reminded on `day`: who owe something, their managers, and
        `also`; not who was reminded on it already.

        `own_hours`: only those who chose one of these hours, and with True those who chose none.
        """
        concerned = _concerned() | PersonRow.id.in_(also)
        reminded = exists().where(NudgeRow.person_id == PersonRow.id, NudgeRow.day == day)
        query = (
            select(PersonRow.id)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(_REACHABLE, _in(places), concerned, ~reminded)
            .order_by(PersonRow.id)
        )
        if own_hours is not None:
            hours, has_none = own_hours
            chose = exists().where(RhythmRow.person_id == PersonRow.id)
            chose_one = exists().where(RhythmRow.person_id == PersonRow.id, RhythmRow.hour.in_(hours))
            query = query.where(chose_one | ~chose if has_none else chose_one)
        return self._session.scalars(query).all()

    def snoozes(self, people: Collection[int] | None, *, since: datetime) -> Mapping[int, Sequence[Snooze]]:
        """What these people (None: everybody) asked for and did not get yet, and what is over since then."""
        query = select(SnoozeRow).where(SnoozeRow.done_at.is_(None) | (SnoozeRow.done_at >= since))
        if people is not None:
            query = query.where(SnoozeRow.person_id.in_(people))
        found: dict[int, list[Snooze]] = {}
        for row in self._session.scalars(query):
            asked = Snooze(day=row.day, asked_at=row.asked_at, done_at=row.done_at)
            found.setdefault(row.person_id, []).append(asked)
        return found

    def record(self, days: Mapping[int, date], *, at: datetime) -> None:
        """Note that these people are reminded on these days of theirs; what is known already stays."""
        if not days:
            return
        dialect: Dialect = self._session.get_bind().dialect
        insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        # Always in the same order: two processes that do this at once then wait instead of deadlocking.
        rows = [{"person_id": person, "day": days[person], "at": at} for person in sorted(days)]
        self._session.execute(insert(NudgeRow).on_conflict_do_nothing(), rows)

    def forget(self, person_id: int, *, day: date) -> None:
        """This person's reminder of a day was never sent; what they had asked for with it waits again."""
        row = self._session.get(NudgeRow, (person_id, day))
        if row is not None:
            self._session.execute(
                update(SnoozeRow)
                .where(SnoozeRow.person_id == person_id, SnoozeRow.day <= day, SnoozeRow.done_at == row.at)
                .values(done_at=None)
            )
            self._session.delete(row)

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
        self, count: int, *, since: datetime, only: Collection[int] | None = None
    ) -> Mapping[int, Sequence[Nudge]]:
        """The last reminders of each of these people (None: everybody), oldest first, `count` at most.

        Not those before `since`.
        """
        newest_first = func.row_number().over(partition_by=NudgeRow.person_id, order_by=NudgeRow.day.desc())
        ranked = select(NudgeRow.person_id, NudgeRow.day, NudgeRow.at, newest_first.label("rank")).where(
            NudgeRow.at >= since
        )
        if only is not None:
            ranked = ranked.where(NudgeRow.person_id.in_(only))
        some = ranked.subquery()
        query = (
            select(some.c.person_id, some.c.day, some.c.at)
            .where(some.c.rank <= count)
            .order_by(some.c.person_id, some.c.day)
        )
        found: dict[int, list[Nudge]] = {}
        for person_id, day, at in self._session.execute(query):
            found.setdefault(person_id, []).append(Nudge(day=day, at=at))
        return found

    def snoozed_until(self, person_id: int, *, today: date) -> date | None:
        """The day, today or later, of the reminder that this person asked for and did not get yet."""
        return self._session.scalar(
            select(func.max(SnoozeRow.day)).where(
                SnoozeRow.person_id == person_id, SnoozeRow.done_at.is_(None), SnoozeRow.day >= today
            )
        )

    def ask(self, person_id: int, *, day: date, at: datetime) -> None:
        """Remember that this person wants to be reminded on `day`; two who say so at once are one."""
        dialect: Dialect = self._session.get_bind().dialect
        insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        asked = {"asked_at": at, "done_at": None}
        statement = insert(SnoozeRow).values(person_id=person_id, day=day, **asked)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["person_id", "day"], set_=asked)
        )

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

    def sent_at(self, moment: datetime) -> Mapping[int, date]:
        """Who was reminded at exactly that moment, with the day of theirs."""
        query = select(NudgeRow.person_id, NudgeRow.day).where(NudgeRow.at == moment)
        return dict(self._session.execute(query).all())

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
