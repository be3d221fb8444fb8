"""Queries about goals: where they are, whose they are, what happened to them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, bindparam, cast, func, insert, literal, select, update
from sqlalchemy.orm import Session

from bot.domain.cards import Card
from bot.domain.goals.goals import Goals
from bot.domain.goals.status import PersonsGoals
from bot.domain.goals.way import COUNTING, GOALS, OPENED, UNDER_WAY, Event, State
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from storage.missing import one
from storage.models.delivery import CardRow
from storage.models.goals import GoalsHistoryRow, GoalsRow
from storage.models.people import DepartmentRow, PersonRow, policy_of
from storage.people.reading import PersonColumns
from storage.plain import Plain
from storage.reviews.reading import CYCLE_COLUMNS, CYCLES, cycle_value

BATCH = 2000

# Put together once, and past the mapper: together that takes ten times as long as the statements.
_GOALS, _ENTRY = Plain(GoalsRow), Plain(GoalsHistoryRow)
_EMPLOYEE, _MANAGER = PersonColumns("employee"), PersonColumns("manager")
_OF, _WHO = _GOALS.table.c, _EMPLOYEE.people.c
_THIS = _OF.id == bindparam("goals_id")
_WHOLE = (
    select(*_GOALS.columns, *CYCLE_COLUMNS, *_MANAGER.columns, *_EMPLOYEE.columns)
    .select_from(
        _EMPLOYEE.joined_to(
            _MANAGER.joined_to(_GOALS.table.join(CYCLES, CYCLES.c.id == _OF.cycle_id), _OF.manager_id),
            _OF.employee_id,
        )
    )
    .where(_THIS)
)
_AT_CYCLE = _GOALS.width
_AT_MANAGER = _AT_CYCLE + len(CYCLE_COLUMNS)
_AT_EMPLOYEE = _AT_MANAGER + len(_MANAGER.columns)
_ANY = select(*_GOALS.columns, _WHO.left_on, _WHO.name).join(_EMPLOYEE.people, _WHO.id == _OF.employee_id)
_ONE = _ANY.where(_THIS)
_ONE_LOCKED = _ONE.with_for_update(of=_GOALS.table)
_LATEST = (
    _ANY.join(CYCLES, CYCLES.c.id == _OF.cycle_id)
    .where(_OF.employee_id == bindparam("employee_id"), _OF.state.in_(COUNTING))
    .order_by(CYCLES.c.starts_on.desc(), _OF.id.desc())
    .limit(1)
)
_TEAM = _ANY.where(
    _OF.cycle_id == bindparam("cycle_id"),
    _OF.manager_id == bindparam("manager_id"),
    _OF.state.in_(COUNTING),
    _WHO.left_on.is_(None),
).order_by(_OF.id)
_LATEST_OF_MANAGER = (
    select(_OF.cycle_id)
    .join(CYCLES, CYCLES.c.id == _OF.cycle_id)
    .where(_OF.manager_id == bindparam("manager_id"), _OF.state.in_(COUNTING))
    .order_by(CYCLES.c.starts_on.desc(), CYCLES.c.id.desc())
    .limit(1)
)
_UNDER_WAY = _ANY.where(_OF.state.in_(UNDER_WAY)).order_by(_OF.id)
_ROOM = Plain(DepartmentRow).table
_PROGRESS = (
    select(
        _ROOM.c.name,
        _WHO.name,
        _OF.employee_id,
        _MANAGER.people.c.name,
        _OF.manager_id,
        _OF.state,
        _OF.owed_since,
    )
    .join(_EMPLOYEE.people, _WHO.id == _OF.employee_id)
    .join(_MANAGER.people, _MANAGER.people.c.id == _OF.manager_id)
    .join(_ROOM, _ROOM.c.id == _WHO.department_id)
    .where(_OF.cycle_id == bindparam("cycle_id"), _OF.state.in_(COUNTING), _WHO.left_on.is_(None))
    .order_by(_ROOM.c.name, _WHO.name, _OF.employee_id)
)
_MOVE = (
    update(_GOALS.table)
    .where(_THIS)
    .values(
        state=bindparam("now_state"),
        version=bindparam("now_version"),
        owed_since=bindparam("now_owed_since"),
        manager_id=bindparam("now_manager_id"),
        sheet_id=bindparam("now_sheet_id"),
        agreed_sheet_id=bindparam("now_agreed_sheet_id"),
        wanted_from=bindparam("now_wanted_from"),
    )
)
_HISTORY = (
    select(*_ENTRY.columns)
    .where(_ENTRY.table.c.goals_id == bindparam("goals_id"))
    .order_by(_ENTRY.table.c.number)
)
_ADD_HISTORY = insert(_ENTRY.table)


class GoalsOfPeriods:
    """Goals as values. Whatever is `locked` is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, goals_id: int) -> Goals:
        """The goals, locked, so that two clicks are one after the other. Raises Missing."""
        return _value(one(self._session.execute(_ONE_LOCKED, {"goals_id": goals_id})))

    def look(self, goals_id: int) -> Goals:
        """The goals as they are, for reading. Raises Missing."""
        return _value(one(self._session.execute(_ONE, {"goals_id": goals_id})))

    def some(self, ids: Collection[int]) -> list[Goals]:
        """All of these as they are, for reading, in the order of their ids."""
        wanted = sorted(ids)
        return [
            _value(row)
            for start in range(0, len(wanted), BATCH)
            for row in self._session.execute(
                _ANY.where(_OF.id.in_(wanted[start : start + BATCH])).order_by(_OF.id)
            )
        ]

    def whole(self, goals_id: int) -> tuple[Goals, CycleFacts, Person, Person]:
        """The goals with their cycle, employee and manager, in one statement. Raises Missing."""
        row = one(self._session.execute(_WHOLE, {"goals_id": goals_id}))
        policy = policy_of(self._session)
        employee = _EMPLOYEE.value(row, at=_AT_EMPLOYEE, policy=policy)
        goals = _GOALS.of(row).value(is_here=employee.left_on is None)
        manager = _MANAGER.value(row, at=_AT_MANAGER, policy=policy)
        return goals, cycle_value(row, at=_AT_CYCLE), employee, manager

    def latest_of(self, employee_id: int, *, period: str | None = None) -> Goals | None:
        """A person's goals of this period, or of the latest that has any."""
        named = _LATEST if period is None else _LATEST.where(CYCLES.c.name == period)
        row = self._session.execute(named, {"employee_id": employee_id}).first()
        return None if row is None else _value(row)

    def of_cycle(self, cycle_id: int, *, lock: bool = False) -> Sequence[tuple[str, Goals]]:
        """Everybody's in a cycle, with their names; with `lock` one's own until the transaction ends.

        Whoever wants these and their cycle locks these first, as whoever signs does.
        """
        theirs = _ANY.where(_OF.cycle_id == cycle_id).order_by(_OF.id)
        rows = self._session.execute(theirs.with_for_update(of=_GOALS.table) if lock else theirs)
        return [(row[-1], _value(row)) for row in rows]

    def with_under_way(self) -> frozenset[int]:
        """Whose goals were not withdrawn."""
        return frozenset(
            self._session.scalars(select(_OF.employee_id).where(_OF.state.in_(UNDER_WAY)).distinct())
        )

    def told(self, cycle_id: int) -> int:
        """How many people's card of their goals of this cycle stands in Slack."""
        key = literal(f"{Card.MY_GOALS.value}:") + cast(GoalsRow.id, String)
        told = (
            select(func.count())
            .join_from(GoalsRow, CardRow, CardRow.key == key)
            .where(GoalsRow.cycle_id == cycle_id)
        )
        return self._session.scalar(told) or 0

    def team(self, cycle_id: int, manager_id: int) -> Sequence[tuple[str, Goals]]:
        """Those of a manager's people in a cycle, with their names; who left is left out."""
        rows = self._session.execute(_TEAM, {"cycle_id": cycle_id, "manager_id": manager_id})
        return [(row[-1], _value(row)) for row in rows]

    def latest_cycle_of_manager(self, manager_id: int) -> int | None:
        """The latest period in which somebody agrees on goals with this person."""
        return self._session.scalar(_LATEST_OF_MANAGER, {"manager_id": manager_id})

    def under_way_of(self, employee_id: int) -> Sequence[Goals]:
        """A person's goals that were not withdrawn, locked."""
        theirs = _UNDER_WAY.where(_OF.employee_id == employee_id).with_for_update(of=_GOALS.table)
        return [_value(row) for row in self._session.execute(theirs)]

    def look_under_way_of(self, employee_id: int) -> Sequence[Goals]:
        """The same as they are, for reading, the newest first."""
        theirs = _UNDER_WAY.where(_OF.employee_id == employee_id)
        return [_value(row) for row in self._session.execute(theirs)][::-1]

    def who_came(self, since: date) -> list[Person]:
        """Whoever came, or came back, on this day or later, is there, and has no goals yet of a period that
        begins then or later.
        """
        came = (_WHO.joined_on >= since) | (_WHO.returned_on >= since)
        theirs = (
            select(_OF.id)
            .join(CYCLES, CYCLES.c.id == _OF.cycle_id)
            .where(_OF.employee_id == _WHO.id, CYCLES.c.starts_on >= since, _OF.state.in_(COUNTING))
        )
        query = (
            select(*_EMPLOYEE.columns)
            .select_from(_EMPLOYEE.alone())
            .where(_WHO.left_on.is_(None), came, ~theirs.exists())
        )
        policy = policy_of(self._session)
        return [_EMPLOYEE.value(row, policy=policy) for row in self._session.execute(query)]

    def look_under_way_with(self, person_id: int) -> Sequence[Goals]:
        """Those that were not withdrawn in which somebody is one of the two sides, for reading."""
        sides = (_OF.employee_id == person_id) | (_OF.manager_id == person_id)
        return [_value(row) for row in self._session.execute(_UNDER_WAY.where(sides))]

    def all_under_way(self) -> Sequence[Goals]:
        """All goals of which something may wait."""
        waiting = GOALS.where(lambda stage: stage.move is not None)
        return [_value(row) for row in self._session.execute(_UNDER_WAY.where(_OF.state.in_(waiting)))]

    def add(
        self, cycle_id: int, people: Sequence[tuple[int, int]], *, by_id: int | None, at: datetime
    ) -> list[Goals]:
        """Goals for each (employee, manager), with the first row of their history."""
        added: list[Goals] = []
        for start in range(0, len(people), BATCH):
            rows: list[dict[str, Any]] = [
                {
                    "cycle_id": cycle_id,
                    "employee_id": employee,
                    "manager_id": manager,
                    "state": OPENED,
                    "owed_since": at,
                    "version": 1,
                }
                for employee, manager in people[start : start + BATCH]
            ]
            by_employee = {row["employee_id"]: row for row in rows}
            found = self._session.execute(insert(GoalsRow).returning(GoalsRow.employee_id, GoalsRow.id), rows)
            added += [Goals(id=number, **by_employee[employee]) for employee, number in found]
        entries = [_entry(each, Event.OPEN, to=each, by_id=by_id, at=at) for each in added]
        for start in range(0, len(entries), BATCH):
            self._session.execute(_ADD_HISTORY, entries[start : start + BATCH])
        return added

    def move(
        self,
        goals: Goals,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        sheet_id: int | None,
        agreed_sheet_id: int | None,
        wanted_from: date | None,
        by_id: int | None,
        at: datetime,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> Goals:
        """Write where locked goals are now, and append to their history."""
        moved = replace(
            goals,
            state=to,
            version=goals.version + 1,
            owed_since=owed_since,
            sheet_id=sheet_id,
            agreed_sheet_id=agreed_sheet_id,
            wanted_from=wanted_from,
            manager_id=facts.manager.now if facts.manager and facts.manager.now else goals.manager_id,
        )
        self._session.execute(
            _MOVE,
            {
                "goals_id": goals.id,
                "now_state": to,
                "now_version": moved.version,
                "now_owed_since": owed_since,
                "now_manager_id": moved.manager_id,
                "now_sheet_id": sheet_id,
                "now_agreed_sheet_id": agreed_sheet_id,
                "now_wanted_from": wanted_from,
            },
        )
        entry = _entry(goals, event, to=moved, by_id=by_id, at=at)
        self._session.execute(_ADD_HISTORY, {**entry, "note": note, "facts": as_kept(facts)})
        return moved

    def move_all(
        self, goals: Sequence[Goals], event: Event, *, by_id: int | None, at: datetime, note: str | None
    ) -> list[Goals]:
        """The same for many locked goals at once, to where the event leads; nothing is on the table after."""
        moved = [
            replace(
                each,
                state=GOALS.after(each.state, event),
                version=each.version + 1,
                owed_since=at if GOALS.begins_anew(each.state, event) else each.owed_since,
                sheet_id=None,
            )
            for each in goals
        ]
        changes = [
            {
                "goals_id": each.id,
                "now_state": each.state,
                "now_version": each.version,
                "now_owed_since": each.owed_since,
                "now_manager_id": each.manager_id,
                "now_sheet_id": None,
                "now_agreed_sheet_id": each.agreed_sheet_id,
                "now_wanted_from": each.wanted_from,
            }
            for each in moved
        ]
        entries = [
            {**_entry(before, event, to=after, by_id=by_id, at=at), "note": note}
            for before, after in zip(goals, moved, strict=True)
        ]
        for start in range(0, len(moved), BATCH):
            self._session.execute(_MOVE, changes[start : start + BATCH])
            self._session.execute(_ADD_HISTORY, entries[start : start + BATCH])
        return moved

    def progress(self, cycle_id: int) -> Sequence[PersonsGoals]:
        """How far everybody is who is still here, by department and name."""
        rows = self._session.execute(_PROGRESS, {"cycle_id": cycle_id})
        return [
            PersonsGoals(
                department=department,
                name=name,
                employee_id=employee_id,
                manager=manager,
                manager_id=manager_id,
                mark=GOALS.stage(state).mark,
                owed_since=owed_since,
            )
            for department, name, employee_id, manager, manager_id, state, owed_since in rows
        ]

    def history(self, goals_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        return [_ENTRY.of(row).value() for row in self._session.execute(_HISTORY, {"goals_id": goals_id})]

    def counts(self, cycle_id: int) -> Sequence[tuple[str, State, int]]:
        """(department, state, how many) in a cycle; who left is not counted."""
        rows = self._session.execute(
            select(DepartmentRow.name, GoalsRow.state, func.count())
            .join_from(GoalsRow, PersonRow, PersonRow.id == GoalsRow.employee_id)
            .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
            .where(GoalsRow.cycle_id == cycle_id, GoalsRow.state.in_(COUNTING), PersonRow.left_on.is_(None))
            .group_by(DepartmentRow.name, GoalsRow.state)
            .order_by(DepartmentRow.name)
        )
        return [(department, state, count) for department, state, count in rows]


def _entry(before: Goals, event: Event, *, to: Goals, by_id: int | None, at: datetime) -> dict[str, Any]:
    return {
        "goals_id": to.id,
        "number": to.version,
        "event": event,
        "from_state": before.state,
        "to_state": to.state,
        "by_id": by_id,
        "at": at,
        "note": None,
        "facts": {},
    }


def _value(row: Sequence[Any]) -> Goals:
    """Of a row of `_ANY`."""
    return _GOALS.of(row).value(is_here=row[_GOALS.width] is None)
