"""How far everybody in a cycle is, whom it was told, and who is to be asked about it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import String, bindparam, false, func, literal, select
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Session, aliased

from bot.domain.cards import Card
from bot.domain.people import Role
from bot.domain.reviews.cycles import Progress, Withdrawal
from bot.domain.reviews.release import Place
from bot.domain.reviews.way import REVIEW, Event, State
from storage.models.delivery import CardRow
from storage.models.people import DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import (
    CycleRow,
    ReviewRow,
)
from storage.reviews.opening import IN_GOALS
from storage.reviews.reading import asked_last

# Put together once: everybody's card of a cycle reads it.
_OPENED = select(CycleRow.opened_by_id).where(bindparam("cycle_id") == CycleRow.id).scalar_subquery()
_TO_ASK = (
    select(PersonRow.name)
    .join(HeldRoleRow, HeldRoleRow.person_id == PersonRow.id)
    .where(HeldRoleRow.role == Role.HR, PersonRow.left_on.is_(None))
    .order_by(func.coalesce(PersonRow.id == _OPENED, false()).desc(), PersonRow.id)
    .limit(1)
)


class CyclesTold:
    """What is said of cycles."""

    _session: Session

    def withdrawal(self, cycle_id: int) -> Withdrawal | None:
        """Who withdrew a cycle, when and why; None where it stands."""
        row = self._session.execute(
            select(CycleRow.withdrawn_at, CycleRow.withdrawn_because, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == CycleRow.withdrawn_by_id)
            .where(CycleRow.id == cycle_id)
        ).one_or_none()
        if row is None or row.withdrawn_at is None:
            return None
        return Withdrawal(by=row.name or "", on=row.withdrawn_at, reason=row.withdrawn_because or "")

    def opener(self, cycle_id: int) -> str:
        """Who opened a cycle; empty for the command line."""
        query = (
            select(PersonRow.name)
            .join(CycleRow, CycleRow.opened_by_id == PersonRow.id)
            .where(CycleRow.id == cycle_id)
        )
        return self._session.scalar(query) or ""

    def to_ask(self, cycle_id: int) -> str:
        """Who of HR is to be asked about a cycle: whoever opened it, and where they are gone or of HR no more
        the first who is; empty where nobody is.
        """
        return self._session.scalar(_TO_ASK, {"cycle_id": cycle_id}) or ""

    def told(self, cycle_id: int) -> int:
        """How many people's card of this cycle stands in Slack."""
        key = literal(f"{Card.MY_REVIEW.value}:") + cast_to(ReviewRow.id, String)
        return (
            self._session.scalar(
                select(func.count())
                .join_from(ReviewRow, CardRow, CardRow.key == key)
                .where(ReviewRow.cycle_id == cycle_id)
            )
            or 0
        )

    def progress(self, cycle_id: int) -> Sequence[Progress]:
        """How far everybody is who is still here, by department and name."""
        employee, manager, delegate = aliased(PersonRow), aliased(PersonRow), aliased(PersonRow)
        rows = self._session.execute(
            select(
                DepartmentRow.name.label("department"),
                employee.name,
                employee.id,
                manager.name.label("manager"),
                manager.id.label("manager_id"),
                delegate.name.label("delegate"),
                ReviewRow.state,
                ReviewRow.owed_since,
                asked_last(ReviewRow.id).label("asked"),
            )
            .join(employee, employee.id == ReviewRow.employee_id)
            .join(manager, manager.id == ReviewRow.manager_id)
            .outerjoin(delegate, delegate.id == ReviewRow.delegate_id)
            .join(DepartmentRow, DepartmentRow.id == employee.department_id)
            .where(ReviewRow.cycle_id == cycle_id, employee.left_on.is_(None))
            .order_by(DepartmentRow.name, employee.name, employee.id)
        )
        return [
            Progress(
                department=row.department,
                name=row.name,
                employee_id=row.id,
                manager=row.manager,
                manager_id=row.manager_id,
                mark=REVIEW.stage(row.state).mark,
                owed_since=row.owed_since,
                delegate=row.delegate,
                given_back=REVIEW.stage(row.state).answers and row.asked is Event.GIVE_BACK,
            )
            for row in rows
        ]

    def places(self, cycle_id: int) -> Sequence[Place]:
        """How far everybody of a cycle is, by department and name; whoever left as well."""
        rows = self._session.execute(
            select(
                ReviewRow.id,
                ReviewRow.state,
                PersonRow.name,
                PersonRow.left_on,
                DepartmentRow.id.label("department_id"),
                DepartmentRow.name.label("department"),
            )
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .order_by(DepartmentRow.name, PersonRow.name, PersonRow.id)
        )
        return [
            Place(
                review_id=row.id,
                name=row.name,
                department_id=row.department_id,
                department=row.department,
                state=row.state,
                is_here=row.left_on is None,
            )
            for row in rows
        ]

    def next_day(self, today: date, *, under_way: frozenset[State]) -> date | None:
        """The next day, from `today` on, of a cycle in which something is under way."""
        is_scored = CycleRow.id.in_(select(ReviewRow.cycle_id).where(ReviewRow.state.in_(under_way)))
        days = [
            *(
                (day, (is_scored,))
                for day in (
                    CycleRow.self_score_due,
                    CycleRow.self_score_closes,
                    CycleRow.approval_due,
                    CycleRow.second_look_due,
                )
            ),
            *((day, IN_GOALS) for day in (CycleRow.goals_due, CycleRow.scoring_opens_on)),
        ]
        nearest = (
            self._session.scalar(select(func.min(day)).where(*where, day >= today)) for day, where in days
        )
        return min((day for day in nearest if day is not None), default=None)
