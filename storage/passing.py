"""Queries about what goes out of date because a day or an hour passes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Dialect, String, cast, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.states import Event as RequestEvent
from bot.domain.intake.states import State as RequestState
from bot.domain.reviews.states import UNFINISHED, Event, State
from storage.models.delivery import CardRow, PassedUntilRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.nudging import NudgeRow
from storage.models.people import BranchRow, PersonRow
from storage.models.reviews import CycleRow, ReviewHistoryRow, ReviewRow

_ZONE = func.coalesce(PersonRow.timezone, BranchRow.timezone)
_HERE = PersonRow.left_on.is_(None)


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days that are over in some time zones and were not when it was last looked: `first` to before `end`."""

    zones: frozenset[str]
    first: date
    end: date


@dataclass(frozen=True, kw_only=True)
class PassedReview:
    """A review one of whose days is over for its employee, or for its manager.

    `question` is the number of the step with which more was last asked for.
    """

    review_id: int
    cycle_id: int
    employee_id: int
    manager_id: int
    state: State
    question: int | None


class Passing:
    """What was right until a day or an hour was over."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def until(self, what: str) -> datetime | None:
        """Up to when this was looked into."""
        row = self._session.get(PassedUntilRow, what)
        return row.at if row else None

    def set_until(self, what: str, *, at: datetime) -> None:
        """It is looked into up to then."""
        dialect: Dialect = self._session.get_bind().dialect
        insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        statement = insert(PassedUntilRow).values(what=what, at=at)
        self._session.execute(statement.on_conflict_do_update(index_elements=["what"], set_={"at": at}))

    def zones(self) -> Sequence[str]:
        """Every time zone that somebody is in."""
        return self._session.scalars(
            select(_ZONE).join_from(PersonRow, BranchRow).where(_HERE).distinct()
        ).all()

    def of_employees(self, days: Days) -> Sequence[PassedReview]:
        """Reviews one of whose days is over for the employee, who is in these zones."""
        of_the_step = or_(
            (ReviewRow.state == State.GOALS_AGREED)
            & (_within(CycleRow.self_score_due, days) | _within(CycleRow.self_score_closes, days)),
            ReviewRow.state.in_(UNFINISHED) & _within(CycleRow.approval_due, days),
        )
        return self._passed(PersonRow.id == ReviewRow.employee_id, days, of_the_step)

    def of_managers(self, days: Days) -> Sequence[PassedReview]:
        """Reviews that were to be approved on one of these days by somebody in these zones."""
        unapproved = ReviewRow.state.in_(UNFINISHED) & _within(CycleRow.approval_due, days)
        return self._passed(PersonRow.id == ReviewRow.manager_id, days, unapproved)

    def threads(self, cycle_ids: Collection[int]) -> Sequence[tuple[int, int]]:
        """(cycle, manager) of the manager's threads that stand, of these cycles."""
        cycle, manager = cast(ReviewRow.cycle_id, String), cast(ReviewRow.manager_id, String)
        key = literal("team:") + cycle + literal(":") + manager
        return self._session.execute(
            select(ReviewRow.cycle_id, ReviewRow.manager_id)
            .join(CardRow, CardRow.key == key)
            .where(ReviewRow.cycle_id.in_(cycle_ids), ReviewRow.state.in_(UNFINISHED))
            .distinct()
            .order_by(ReviewRow.cycle_id, ReviewRow.manager_id)
        ).all()

    def unanswered(self, *, since: datetime, until: datetime) -> Sequence[RequestRow]:
        """Requests without an answer whose hour passed in between."""
        return self._session.scalars(
            select(RequestRow)
            .where(
                RequestRow.state == RequestState.NEW,
                RequestRow.answer_by >= since,
                RequestRow.answer_by < until,
            )
            .order_by(RequestRow.id)
        ).all()

    def promised(self, days: Days) -> Sequence[tuple[RequestRow, date]]:
        """Requests that were promised for one of these days, whoever asked; with the day."""
        rows = self._session.execute(
            select(RequestRow, RequestEntryRow.due_on)
            .join(RequestEntryRow, RequestEntryRow.request_id == RequestRow.id)
            .where(
                RequestRow.state == RequestState.ACCEPTED,
                RequestEntryRow.event == RequestEvent.ACCEPT,
                RequestEntryRow.due_on >= days.first,
                RequestEntryRow.due_on < days.end,
            )
            .order_by(RequestRow.id)
        )
        return [(row, due_on) for row, due_on in rows if due_on is not None]

    def next_day(self, today: date) -> date | None:
        """The next day, from `today` on, of a cycle in which something is open."""
        is_open = CycleRow.id.in_(select(ReviewRow.cycle_id).where(ReviewRow.state.in_(UNFINISHED)))
        days = (CycleRow.self_score_due, CycleRow.self_score_closes, CycleRow.approval_due)
        found = (self._session.scalar(select(func.min(day)).where(is_open, day >= today)) for day in days)
        return min((day for day in found if day is not None), default=None)

    def next_hour(self, now: datetime) -> datetime | None:
        """The next hour by which a request is to be answered."""
        return self._session.scalar(
            select(func.min(RequestRow.answer_by)).where(
                RequestRow.state == RequestState.NEW, RequestRow.answer_by >= now
            )
        )

    def reminded(self, *, since: datetime) -> Sequence[tuple[PersonRow, date]]:
        """Who was reminded since then, with the day of the last reminder, which is the one that stands."""
        last = (
            select(NudgeRow.person_id, func.max(NudgeRow.day).label("day"))
            .where(NudgeRow.at >= since)
            .group_by(NudgeRow.person_id)
            .subquery()
        )
        rows = self._session.execute(
            select(PersonRow, last.c.day)
            .join(last, last.c.person_id == PersonRow.id)
            .where(_HERE, PersonRow.deactivated_on.is_(None))
            .order_by(PersonRow.id)
        )
        return [(row, day) for row, day in rows]

    def _passed(
        self, whose: ColumnElement[bool], days: Days, is_over: ColumnElement[bool]
    ) -> Sequence[PassedReview]:
        question = (
            select(func.max(ReviewHistoryRow.number))
            .where(ReviewHistoryRow.review_id == ReviewRow.id, ReviewHistoryRow.event == Event.ASK_FOR_MORE)
            .correlate(ReviewRow)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(
                ReviewRow.id,
                ReviewRow.cycle_id,
                ReviewRow.employee_id,
                ReviewRow.manager_id,
                ReviewRow.state,
                question,
            )
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(PersonRow, whose)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(is_over, _ZONE.in_(sorted(days.zones)), _HERE)
            .order_by(ReviewRow.id)
        )
        return [
            PassedReview(
                review_id=review_id,
                cycle_id=cycle_id,
                employee_id=employee_id,
                manager_id=manager_id,
                state=state,
                question=number,
            )
            for review_id, cycle_id, employee_id, manager_id, state, number in rows
        ]


def _within(day: ColumnElement[date] | object, days: Days) -> ColumnElement[bool]:
    column: ColumnElement[date] = day  # type: ignore[assignment]
    return (column >= days.first) & (column < days.end)
