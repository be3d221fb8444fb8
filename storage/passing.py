"""Queries about what goes out of date because a day or an hour passes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Dialect, String, cast, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.cards import Card
from bot.domain.goals.way import COUNTING
from bot.domain.obligations import Kind, Subject
from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import LAPSING, UNDECIDED, UNDER_WAY
from storage.models.delivery import CardRow, PassedUntilRow
from storage.models.goals import GoalsRow
from storage.models.nudging import NudgeRow
from storage.models.obligations import ObligationRow
from storage.models.people import BranchRow, PersonRow
from storage.models.reviews import CycleRow, ReviewRow

_ZONE = func.coalesce(PersonRow.timezone, BranchRow.timezone)
_HERE = PersonRow.left_on.is_(None)
# A review may have days of its own.
_SELF_SCORE_DUE = func.coalesce(ReviewRow.own_closes, CycleRow.self_score_due)
_SELF_SCORE_CLOSES = func.coalesce(ReviewRow.own_closes, CycleRow.self_score_closes)
_APPROVAL_DUE = func.coalesce(ReviewRow.own_approval_due, CycleRow.approval_due)


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days that are over in some time zones and were not when it was last looked: `first` to before `end`."""

    zones: frozenset[str]
    first: date
    end: date


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

    def of_employees(self, days: Days) -> Sequence[Review]:
        """Reviews one of whose days is over for the employee, who is in these zones."""
        of_the_step = or_(
            ReviewRow.state.in_(LAPSING)
            & (_within(_SELF_SCORE_DUE, days) | _within(_SELF_SCORE_CLOSES, days)),
            ReviewRow.state.in_(UNDECIDED) & _within(_APPROVAL_DUE, days),
        )
        return self._passed(PersonRow.id == ReviewRow.employee_id, days, of_the_step)

    def of_managers(self, days: Days) -> Sequence[Review]:
        """Reviews that were to be approved on one of these days by somebody in these zones."""
        unapproved = ReviewRow.state.in_(UNDECIDED) & _within(_APPROVAL_DUE, days)
        return self._passed(PersonRow.id == ReviewRow.manager_id, days, unapproved)

    def of_lookers(self, days: Days) -> Sequence[Review]:
        """Reviews at which somebody in these zones was to look again, or to release, on one of these days."""
        looks = (
            (ObligationRow.subject == Subject.REVIEW)
            & (ObligationRow.subject_id == ReviewRow.id)
            & ObligationRow.kind.in_((Kind.SECOND_LOOK, Kind.RELEASE))
            & ObligationRow.done_at.is_(None)
        )
        rows = self._session.scalars(
            select(ReviewRow)
            .join(ObligationRow, looks)
            .join(PersonRow, PersonRow.id == ObligationRow.person_id)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(_within(ObligationRow.due_on, days), _ZONE.in_(sorted(days.zones)), _HERE)
            .order_by(ReviewRow.id)
            .distinct()
        )
        return [row.value(is_here=True) for row in rows]

    def threads(self, cycle_ids: Collection[int]) -> Sequence[tuple[int, int]]:
        """(cycle, manager) of the manager's threads that stand, of these cycles."""
        cycle, manager = cast(ReviewRow.cycle_id, String), cast(ReviewRow.manager_id, String)
        key = literal(f"{Card.TEAM.value}:") + cycle + literal(":") + manager
        return self._session.execute(
            select(ReviewRow.cycle_id, ReviewRow.manager_id)
            .join(CardRow, CardRow.key == key)
            .where(ReviewRow.cycle_id.in_(cycle_ids), ReviewRow.state.in_(UNDER_WAY))
            .distinct()
            .order_by(ReviewRow.cycle_id, ReviewRow.manager_id)
        ).all()

    def due(self, subject: Subject, days: Days) -> Sequence[tuple[int, int]]:
        """(subject, whose move it is) of everything of a kind that was due on one of these days and waits."""
        return self._session.execute(
            select(ObligationRow.subject_id, ObligationRow.person_id)
            .where(ObligationRow.subject == subject, ObligationRow.done_at.is_(None))
            .where(_within(ObligationRow.due_on, days))
            .order_by(ObligationRow.subject_id, ObligationRow.person_id)
        ).all()

    def goals_threads(self, days: Days) -> Sequence[tuple[int, int]]:
        """(cycle, manager) of the managers' threads that stand, of cycles whose goals were due then."""
        cycle, manager = cast(GoalsRow.cycle_id, String), cast(GoalsRow.manager_id, String)
        key = literal(f"{Card.GOALS_TEAM.value}:") + cycle + literal(":") + manager
        return self._session.execute(
            select(GoalsRow.cycle_id, GoalsRow.manager_id)
            .join(CycleRow, CycleRow.id == GoalsRow.cycle_id)
            .join(CardRow, CardRow.key == key)
            .where(_within(CycleRow.goals_due, days), GoalsRow.state.in_(COUNTING))
            .distinct()
            .order_by(GoalsRow.cycle_id, GoalsRow.manager_id)
        ).all()

    def reminded(self, *, since: datetime) -> Sequence[tuple[Person, date]]:
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
        return [(row.value(), day) for row, day in rows]

    def _passed(
        self, whose: ColumnElement[bool], days: Days, is_over: ColumnElement[bool]
    ) -> Sequence[Review]:
        rows = self._session.scalars(
            select(ReviewRow)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(PersonRow, whose)
            .join(BranchRow, BranchRow.id == PersonRow.branch_id)
            .where(is_over, _ZONE.in_(sorted(days.zones)), _HERE)
            .order_by(ReviewRow.id)
        )
        return [row.value(is_here=True) for row in rows]


def _within(day: ColumnElement[date] | object, days: Days) -> ColumnElement[bool]:
    column: ColumnElement[date] = day  # type: ignore[assignment]
    return (column >= days.first) & (column < days.end)
