"""Queries about cycles as a whole: which there are, and how far everybody is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, String, Table, bindparam, false, func, insert, literal, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from bot.domain.cards import Card
from bot.domain.goals.post import Post
from bot.domain.people import Role
from bot.domain.reviews.cycles import Cycle, Dates, GoalsDates, Progress, Withdrawal, cycle_name
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import OPENED, REVIEW, Event, State
from storage.missing import found, one
from storage.models.delivery import CardRow
from storage.models.people import DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import (
    CycleExtensionRow,
    CycleRow,
    ReviewHistoryRow,
    ReviewRow,
)
from storage.reviews.opening import IN_GOALS, Opening
from storage.reviews.reading import CYCLE_COLUMNS, CYCLES, asked_last, cycle_value

BATCH = 2000

# Put together once, and past the mapper; without the scheme, which is long.
_THIS = bindparam("cycle_id") == CYCLES.c.id
_FACTS = select(*CYCLE_COLUMNS).where(_THIS)
_GET = select(*(column for column in CYCLES.c if column is not CYCLES.c.scheme)).where(_THIS)
_GET_LOCKED = _GET.with_for_update()
# Past the mapper, which would begin a new statement wherever a row has none of what the one before it has.
_REVIEWS = cast(Table, ReviewRow.__table__)
_ADD_REVIEWS = insert(_REVIEWS).returning(_REVIEWS.c.employee_id, _REVIEWS.c.id)


class InCycle(NamedTuple):
    """One review of a cycle with its employee's name."""

    review: Review
    employee: str


class Cycles(Opening):
    """Cycles, and their reviews by the thousand: the number of statements does not grow a person."""

    def add(self, **values: Any) -> int | None:
        """A new cycle's id; None where one of its name stands already, opened a moment ago perhaps."""
        dialect: Dialect = self._session.get_bind().dialect
        table = cast(Table, CycleRow.__table__)
        insert_into = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
        statement = insert_into.values(values).on_conflict_do_nothing().returning(CycleRow.id)
        return self._session.execute(statement).scalar_one_or_none()

    def get(self, cycle_id: int, *, lock: bool = False) -> Cycle:
        """The cycle as it is this moment, withdrawn or not. Raises Missing."""
        row = self._session.execute(_GET_LOCKED if lock else _GET, {"cycle_id": cycle_id})
        return self._value(one(row))

    def facts(self, cycle_id: int) -> CycleFacts:
        """The cycle with its scheme. Raises Missing."""
        return cycle_value(one(self._session.execute(_FACTS, {"cycle_id": cycle_id})))

    def named(self, name: str, *, lock: bool = False) -> Cycle | None:
        """The cycle that stands under this name, however it is written here or was when it was opened.

        Should two be the same in all but their writing, each is found by its own.
        """
        names = self._session.execute(
            select(CycleRow.name, CycleRow.id).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.id)
        ).all()
        wanted = cycle_name(name)
        same = {stored: cycle for stored, cycle in names if cycle_name(stored) == wanted}
        if not same:
            return None
        which = same.get(name) or same.get(wanted) or next(iter(same.values()))
        statement = select(CycleRow).where(CycleRow.id == which)
        row = self._session.scalar(statement.with_for_update() if lock else statement)
        return self._value(row) if row else None

    def withdrawn(self, name: str) -> Cycle | None:
        """The last cycle of this name that was withdrawn."""
        row = self._session.scalar(
            select(CycleRow)
            .where(CycleRow.name == cycle_name(name), CycleRow.withdrawn_at.is_not(None))
            .order_by(CycleRow.withdrawn_at.desc())
            .limit(1)
        )
        return self._value(row) if row else None

    def latest(self) -> Cycle | None:
        """The newest cycle that stands of those in which people are scored."""
        row = self._session.scalar(
            select(CycleRow)
            .where(CycleRow.withdrawn_at.is_(None), CycleRow.scoring_opened_at.is_not(None))
            .order_by(CycleRow.scoring_opened_at.desc(), CycleRow.id.desc())
            .limit(1)
        )
        return self._value(row) if row else None

    def in_goals(self) -> Sequence[Cycle]:
        """The cycles that stand and in which goals are agreed on, the newest period first."""
        rows = self._session.scalars(
            select(CycleRow).where(*IN_GOALS).order_by(CycleRow.starts_on.desc(), CycleRow.id.desc())
        )
        return [self._value(row) for row in rows]

    def standing(self) -> Sequence[Cycle]:
        """Every cycle that stands, newest first."""
        rows = self._session.scalars(
            select(CycleRow)
            .where(CycleRow.withdrawn_at.is_(None))
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
        )
        return [self._value(row) for row in rows]

    def names(self) -> Sequence[str]:
        """The name of every cycle that stands, newest first."""
        return self._session.scalars(
            select(CycleRow.name).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at.desc())
        ).all()

    def pinned(self) -> Sequence[tuple[str, Scheme]]:
        """The name and the scheme of every cycle that stands, oldest first."""
        rows = self._session.scalars(
            select(CycleRow).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at, CycleRow.id)
        )
        return [(row.name, row.value().scheme) for row in rows]

    def on_scheme(self, key: str, version: int) -> CycleFacts | None:
        """A cycle that stands and was opened on this version of a scheme."""
        row = self._session.scalar(
            select(CycleRow)
            .where(
                CycleRow.scheme_key == key,
                CycleRow.scheme_version == version,
                CycleRow.withdrawn_at.is_(None),
            )
            .limit(1)
        )
        return row.value() if row else None

    def add_reviews(
        self,
        cycle_id: int,
        people: Sequence[tuple[int, int, int, int | None]],
        *,
        by_id: int | None,
        at: datetime,
        posts: Mapping[int, Post],
    ) -> list[Review]:
        """A review for each (employee, manager, sheet, team's sheet), with the first row of its history.

        `posts`: by employee, the post whose abilities their review scores; what it asks for is kept.
        """
        held = {post.key: post for post in posts.values()}
        asked = {key: [each.model_dump(mode="json") for each in post.abilities] for key, post in held.items()}
        reviews: list[Review] = []
        for start in range(0, len(people), BATCH):
            rows: list[dict[str, Any]] = [
                {
                    "cycle_id": cycle_id,
                    "employee_id": employee,
                    "manager_id": manager,
                    "sheet_id": sheet,
                    "team_sheet_id": team_sheet,
                    "state": OPENED,
                    "owed_since": at,
                    "version": 1,
                }
                for employee, manager, sheet, team_sheet in people[start : start + BATCH]
            ]
            by_employee = {row["employee_id"]: row for row in rows}
            added = self._session.execute(
                _ADD_REVIEWS,
                [
                    row | {"requirements": asked[posts[employee].key] if employee in posts else None}
                    for employee, row in by_employee.items()
                ],
            )
            reviews += [Review(id=number, **by_employee[employee]) for employee, number in added]
        self._append(
            [(review.id, 1, OPENED, OPENED) for review in reviews],
            Event.OPEN,
            by_id=by_id,
            at=at,
            note=None,
        )
        return reviews

    def reviews(self, cycle_id: int, *, lock: bool = False) -> Sequence[InCycle]:
        """Every review of a cycle; with `lock` one's own until the transaction ends."""
        statement = (
            select(ReviewRow, PersonRow.name, PersonRow.left_on)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .order_by(ReviewRow.id)
        )
        rows = self._session.execute(statement.with_for_update(of=ReviewRow) if lock else statement)
        return [InCycle(row.value(is_here=left_on is None), name) for row, name, left_on in rows]

    def move_all(
        self, reviews: Sequence[Review], event: Event, *, by_id: int | None, at: datetime, note: str | None
    ) -> list[Review]:
        """The same as Reviews.move for many locked reviews at once, to where the event leads."""
        moved = [
            replace(each, state=REVIEW.after(each.state, event), version=each.version + 1, owed_since=at)
            for each in reviews
        ]
        for to in {each.state for each in moved}:
            some = [each.id for each in moved if each.state is to]
            for start in range(0, len(some), BATCH):
                self._session.execute(
                    update(ReviewRow)
                    .where(ReviewRow.id.in_(some[start : start + BATCH]))
                    .values(state=to, version=ReviewRow.version + 1, owed_since=at),
                    execution_options={"synchronize_session": False},
                )
        entries = [
            (after.id, after.version, before.state, after.state)
            for before, after in zip(reviews, moved, strict=True)
        ]
        self._append(entries, event, by_id=by_id, at=at, note=note)
        return moved

    def open_scoring(self, cycle_id: int, dates: Dates, *, at: datetime) -> None:
        """From now on people are scored in a locked cycle, by these days."""
        row = found(self._session.get(CycleRow, cycle_id))
        row.scoring_opened_at = at
        self._set_days(row, dates)

    def withdraw(self, cycle_id: int, *, by_id: int | None, at: datetime, reason: str) -> None:
        """Take a locked cycle back; its row and its reviews' stay."""
        row = found(self._session.get(CycleRow, cycle_id))
        row.withdrawn_at, row.withdrawn_because, row.withdrawn_by_id = at, reason, by_id

    def extend(self, cycle: Cycle, dates: Dates, *, by_id: int | None, at: datetime, reason: str) -> None:
        """Give a locked cycle other days; those before stay on record, with the reason."""
        self._session.add(
            CycleExtensionRow(
                cycle_id=cycle.id,
                due_before=cycle.dates.self_score_due,
                closes_before=cycle.dates.self_score_closes,
                closes=dates.self_score_closes,
                by_id=by_id,
                at=at,
                reason=reason,
            )
        )
        self._set_days(found(self._session.get(CycleRow, cycle.id)), dates)

    def extend_goals(
        self, cycle: Cycle, goals: GoalsDates, *, by_id: int | None, at: datetime, reason: str
    ) -> None:
        """Give a locked cycle that is in goals other days; the one before stays on record, with the reason.

        Such a record is told from one about self-scores by its time: it is older than the cycle's scoring.
        """
        before = cycle.goals.due if cycle.goals else goals.due
        self._session.add(
            CycleExtensionRow(
                cycle_id=cycle.id,
                due_before=before,
                closes_before=before,
                closes=goals.due,
                by_id=by_id,
                at=at,
                reason=reason,
            )
        )
        row = found(self._session.get(CycleRow, cycle.id))
        row.goals_due, row.scoring_opens_on = goals.due, goals.scoring_opens_on

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
        opened = select(CycleRow.opened_by_id).where(CycleRow.id == cycle_id).scalar_subquery()
        query = (
            select(PersonRow.name)
            .join(HeldRoleRow, HeldRoleRow.person_id == PersonRow.id)
            .where(HeldRoleRow.role == Role.HR, PersonRow.left_on.is_(None))
            .order_by(func.coalesce(PersonRow.id == opened, false()).desc(), PersonRow.id)
            .limit(1)
        )
        return self._session.scalar(query) or ""

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

    def _set_days(self, row: CycleRow, dates: Dates) -> None:
        row.self_score_due = dates.self_score_due
        row.self_score_closes = dates.self_score_closes
        row.approval_due = dates.approval_due
        row.second_look_due = dates.second_look_due

    def _append(
        self,
        entries: Sequence[tuple[int, int, State, State]],
        event: Event,
        *,
        by_id: int | None,
        at: datetime,
        note: str | None,
    ) -> None:
        rows: list[dict[str, Any]] = [
            {
                "review_id": review,
                "number": number,
                "event": event,
                "from_state": origin,
                "to_state": to,
                "by_id": by_id,
                "at": at,
                "note": note,
                "facts": {},
            }
            for review, number, origin, to in entries
        ]
        if rows:
            self._session.execute(insert(ReviewHistoryRow), rows)

    def _value(self, row: Any) -> Cycle:
        return Cycle(
            id=row.id,
            name=row.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            opened_at=row.opened_at,
            is_withdrawn=row.withdrawn_at is not None,
            dates=Dates(
                self_score_due=row.self_score_due,
                self_score_closes=row.self_score_closes,
                approval_due=row.approval_due,
                second_look_due=row.second_look_due,
            ),
            goals=(
                GoalsDates(due=row.goals_due, scoring_opens_on=row.scoring_opens_on)
                if row.goals_opened_at is not None
                else None
            ),
            scoring_opened_at=row.scoring_opened_at,
        )
