"""Queries about the plan: its goals, and what was changed of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.goals.alignment import TakenUp
from bot.domain.goals.plan import FIELDS, Change, Changed, Goal, Span, Standing, Text, What
from bot.domain.goals.way import COUNTING
from bot.domain.reviews.kpis import Whose
from storage.models.goals import GoalsRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.plans import PlanGoalHistoryRow, PlanGoalRow
from storage.models.reviews import CycleRow, KpiItemRow

BY_HAND = "slack-"
"""How the key of a goal begins that was added in Slack."""

_CHANGING = 5_150_016
"""The number of PostgreSQL's lock on the plan."""

_ALL = (
    select(PlanGoalRow, DepartmentRow.name, PersonRow.email)
    .outerjoin(DepartmentRow, DepartmentRow.id == PlanGoalRow.department_id)
    .outerjoin(PersonRow, PersonRow.id == PlanGoalRow.figure_by_id)
    .order_by(PlanGoalRow.position, PlanGoalRow.id)
)


class Plans:
    """The company's plan. Whoever changes it locks it first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Wait until nobody else changes the plan. SQLite has one writer anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_CHANGING)))

    def standing(self) -> Sequence[Standing]:
        """Every goal, in the plan's order; those that were retired, too."""
        return [_value(*row) for row in self._session.execute(_ALL)]

    def find(self, key: str) -> Standing | None:
        """One goal as it stands."""
        row = self._session.execute(_ALL.where(PlanGoalRow.key == key)).one_or_none()
        return None if row is None else _value(*row)

    def names(self, keys: Collection[str]) -> Mapping[str, Text]:
        """How goals are called, by their keys; those that were retired, too."""
        rows = self._session.execute(
            select(PlanGoalRow.key, PlanGoalRow.name).where(PlanGoalRow.key.in_(keys))
        )
        return dict(rows.all())

    def departments(self) -> Mapping[str, int]:
        """Every department's id by its name, in the order of the names."""
        rows = self._session.execute(
            select(DepartmentRow.name, DepartmentRow.id).order_by(DepartmentRow.name)
        )
        return dict(rows.all())

    def department_names(self) -> Mapping[int, str]:
        """Every department's name by its id."""
        return {number: name for name, number in self.departments().items()}

    def figures_by(self, addresses: Sequence[str]) -> Mapping[str, int]:
        """Who of the people that are there has one of these addresses: their ids."""
        rows = self._session.execute(
            select(PersonRow.email, PersonRow.id).where(
                PersonRow.email.in_(addresses), PersonRow.left_on.is_(None)
            )
        )
        return dict(rows.all())

    def next_key(self) -> str:
        """A key for a goal that is added in Slack, which none has had: slack-1, slack-2, …"""
        keys = self._session.scalars(select(PlanGoalRow.key).where(PlanGoalRow.key.startswith(BY_HAND)))
        numbers = [int(key.removeprefix(BY_HAND)) for key in keys if key.removeprefix(BY_HAND).isdecimal()]
        return f"{BY_HAND}{max(numbers, default=0) + 1}"

    def taken(self, span: Span) -> Sequence[TakenUp]:
        """Every KPI that hangs on a goal: of the agreed sheets of who is there, in cycles of these days."""
        rows = self._session.execute(
            select(KpiItemRow, PersonRow.name, DepartmentRow.name, CycleRow.name)
            .join(GoalsRow, GoalsRow.agreed_sheet_id == KpiItemRow.sheet_id)
            .join(CycleRow, CycleRow.id == GoalsRow.cycle_id)
            .join(PersonRow, PersonRow.id == GoalsRow.employee_id)
            .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
            .where(
                KpiItemRow.goal_key.is_not(None),
                GoalsRow.state.in_(COUNTING),
                PersonRow.left_on.is_(None),
                CycleRow.starts_on <= span.ends_on,
                CycleRow.ends_on >= span.starts_on,
            )
            .order_by(PersonRow.name, PersonRow.id, CycleRow.starts_on, KpiItemRow.position)
        )
        return [
            TakenUp(
                number=("shared", item.shared_id) if item.shared_id else item.id,
                kpi=item.value(Whose.OWN),
                owner=name,
                department=department,
                period=cycle,
            )
            for item, name, department, cycle in rows
        ]

    def periods(self) -> Sequence[str]:
        """The periods for which goals are agreed on, or were."""
        opened = CycleRow.goals_opened_at.is_not(None)
        return self._session.scalars(
            select(CycleRow.name).where(opened, CycleRow.withdrawn_at.is_(None)).distinct()
        ).all()

    def write(
        self,
        changes: Sequence[Change],
        *,
        is_by_hand: bool,
        by_id: int | None,
        at: datetime,
        today: date,
    ) -> None:
        """Make these changes, each with its row of history."""
        departments = self.departments()
        people = self.figures_by([each.now.figure_by for each in changes if each.now and each.now.figure_by])
        rows = {row.key: row for row in self._session.scalars(select(PlanGoalRow))}
        last = max((row.position for row in rows.values()), default=0)
        for change in changes:
            row = rows.get(change.goal.key)
            if row is None:
                last += 1
                row = PlanGoalRow(key=change.goal.key, position=last, version=0, is_by_hand=is_by_hand)
                self._session.add(row)
            row.version += 1
            row.retired_on = today if change.what is What.RETIRED else None
            if change.now is not None:
                _say(row, change.now, departments, people)
                row.is_by_hand = row.is_by_hand and is_by_hand
            self._session.flush()
            self._session.add(
                PlanGoalHistoryRow(
                    goal_id=row.id,
                    number=row.version,
                    what=change.what,
                    was=_kept(change.was, change),
                    now=_kept(change.now, change),
                    by_id=by_id,
                    at=at,
                )
            )
        self._session.flush()

    def order(self, keys: Sequence[str]) -> None:
        """The goals of a file stand in its order; whatever it does not name comes after."""
        places = {key: number for number, key in enumerate(keys, start=1)}
        for row in self._session.scalars(select(PlanGoalRow).order_by(PlanGoalRow.position, PlanGoalRow.id)):
            place = places.setdefault(row.key, len(places) + 1)
            if row.position != place:
                row.position = place
        self._session.flush()

    def history(self, key: str) -> Sequence[Changed]:
        """Everything that was changed of a goal, the newest first; `by` is empty for the command line."""
        rows = self._session.execute(
            select(PlanGoalHistoryRow, PersonRow.name)
            .join(PlanGoalRow, PlanGoalRow.id == PlanGoalHistoryRow.goal_id)
            .outerjoin(PersonRow, PersonRow.id == PlanGoalHistoryRow.by_id)
            .where(PlanGoalRow.key == key)
            .order_by(PlanGoalHistoryRow.number.desc())
        )
        return [
            Changed(number=row.number, what=row.what, was=row.was, now=row.now, by=name or "", at=row.at)
            for row, name in rows
        ]


def _value(row: PlanGoalRow, department: str | None, address: str | None) -> Standing:
    goal = Goal(
        key=row.key,
        name=row.name,
        parent=row.parent_key,
        department=department,
        period=row.period,
        quantity=row.quantity,
        target=row.target,
        direction=row.direction,
        measure=row.measure,
        unit=row.unit,
        source=row.source,
        figure_by=address,
    )
    return Standing(goal=goal, version=row.version, is_by_hand=row.is_by_hand, retired_on=row.retired_on)


def _say(row: PlanGoalRow, goal: Goal, departments: Mapping[str, int], people: Mapping[str, int]) -> None:
    row.parent_key = goal.parent
    row.department_id = None if goal.department is None else departments[goal.department]
    row.period = goal.period
    row.name, row.measure = dict(goal.name), dict(goal.measure)
    row.unit, row.source = dict(goal.unit), dict(goal.source)
    row.quantity, row.target, row.direction = goal.quantity, goal.target, goal.direction
    row.figure_by_id = None if goal.figure_by is None else people[goal.figure_by]


def _kept(goal: Goal | None, change: Change) -> dict[str, Any]:
    """Of a goal that is new everything, else what differs."""
    if goal is None or change.now is None:
        return {}
    wanted = FIELDS if change.was is None else change.fields
    said = {name: getattr(goal, name) for name in wanted}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in said.items()}
