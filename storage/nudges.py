"""Queries about reminders: who may get one, who got one, who asked for one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Dialect, and_, exists, func, select, tuple_, union, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.reviews.states import OWED_BY_EMPLOYEE, UNFINISHED
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.people import BranchRow, PersonRow
from storage.models.reviews import NudgeRow, ReviewHistoryRow, ReviewRow, SnoozeRow
from storage.owed import WAITING_REQUEST_STATES

Place = tuple[str, str]
"""A time zone and a country: people of one place are nudged at the same moment."""

_ZONE = func.coalesce(PersonRow.timezone, BranchRow.timezone)
_REACHABLE = and_(PersonRow.left_on.is_(None), PersonRow.deactivated_on.is_(None))


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Something moved at `at` that a person was reminded of on `day`."""

    person_id: int
    day: date
    at: datetime


class Nudges:
    """Reminders sent and asked for. A person and a day of theirs make at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self) -> Sequence[Place]:
        """Everywhere that somebody is."""
        query = select(_ZONE, BranchRow.country).join_from(PersonRow, BranchRow).where(_REACHABLE).distinct()
        return [(zone, country) for zone, country in self._session.execute(query)]

    def candidates(self, places: Collection[Place], *, day: date) -> Sequence[PersonRow]:
        """People of these places who take part in something open and may be reminded on `day`.

        Not who was reminded on it already, nor who asked for a later day.
        """
        reminded = exists().where(NudgeRow.person_id == PersonRow.id, NudgeRow.day == day)
        later = exists().where(
            SnoozeRow.person_id == PersonRow.id, SnoozeRow.day > day, SnoozeRow.done_at.is_(None)
        )
        return self._session.scalars(
            select(PersonRow)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(_REACHABLE, _in(places), _takes_part(), ~reminded, ~later)
            .order_by(PersonRow.id)
        ).all()

    def snoozed(self, *, by: date) -> Sequence[tuple[PersonRow, date]]:
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
        return [(row, day) for row, day in self._session.execute(query)]

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

    def counts(self, *, before: date, manager_id: int | None = None) -> Mapping[int, int]:
        """How often the employee of each review was reminded of its present step, on days before `before`."""
        query = (
            select(ReviewRow.id, func.count())
            .join(
                NudgeRow,
                and_(NudgeRow.person_id == ReviewRow.employee_id, NudgeRow.at >= ReviewRow.owed_since),
            )
            .where(ReviewRow.state.in_(OWED_BY_EMPLOYEE), NudgeRow.day < before)
            .group_by(ReviewRow.id)
        )
        if manager_id is not None:
            query = query.where(ReviewRow.manager_id == manager_id)
        return dict(self._session.execute(query).all())

    def snooze(self, person_id: int) -> SnoozeRow | None:
        """The reminder that this person asked for and did not get yet."""
        return self._session.scalar(
            select(SnoozeRow)
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

    def movements(self, *, since: datetime, reminded_since: datetime) -> Sequence[Movement]:
        """What moved after `since` in things that somebody was reminded of after `reminded_since`."""
        last = (
            select(NudgeRow.person_id, func.max(NudgeRow.day).label("day"), func.max(NudgeRow.at).label("at"))
            .where(NudgeRow.at > reminded_since)
            .group_by(NudgeRow.person_id)
            .subquery()
        )
        moved = union_all(
            *(
                select(last.c.person_id, last.c.day, ReviewHistoryRow.at)
                .join(ReviewRow, mine == last.c.person_id)
                .join(ReviewHistoryRow, ReviewHistoryRow.review_id == ReviewRow.id)
                .where(ReviewHistoryRow.at > last.c.at, ReviewHistoryRow.at > since)
                for mine in (ReviewRow.employee_id, ReviewRow.manager_id)
            ),
            *(
                select(last.c.person_id, last.c.day, RequestEntryRow.at)
                .join(RequestRow, mine == last.c.person_id)
                .join(RequestEntryRow, RequestEntryRow.request_id == RequestRow.id)
                .where(RequestEntryRow.at > last.c.at, RequestEntryRow.at > since)
                for mine in (RequestRow.requester_id, RequestRow.owner_id)
            ),
        ).subquery()
        query = select(moved.c.person_id, moved.c.day, func.max(moved.c.at)).group_by(
            moved.c.person_id, moved.c.day
        )
        return [
            Movement(person_id=person_id, day=day, at=at)
            for person_id, day, at in self._session.execute(query)
        ]


def _in(places: Collection[Place]) -> ColumnElement[bool]:
    return tuple_(_ZONE, BranchRow.country).in_(sorted(places))


def _takes_part() -> ColumnElement[bool]:
    open_reviews = ReviewRow.state.in_(UNFINISHED)
    waiting = RequestRow.state.in_(WAITING_REQUEST_STATES)
    parts = union(
        select(ReviewRow.employee_id).where(open_reviews),
        select(ReviewRow.manager_id).where(open_reviews),
        select(RequestRow.requester_id).where(waiting),
        select(RequestRow.owner_id).where(waiting),
    )
    return PersonRow.id.in_(parts)
