"""Queries about check-ins: whose they are and where they are, what was answered, what was said of it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import UNDER_WAY
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.weeks.check_in import Answers, CheckIn
from bot.domain.weeks.check_in_way import BEGUN, GIVEN, TAKEN, WAITING, Event, State
from bot.domain.weeks.week import Week
from storage.missing import one
from storage.models.goals import GoalsRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiSheetRow
from storage.models.weeks import CheckInAnswersRow, CheckInHistoryRow, CheckInRow
from storage.plain import Plain

BATCH = 500

# Put together once, and past the mapper: together that takes ten times as long as the statements.
_ROW, _ENTRY, _ANSWERS, _GOALS = (
    Plain(CheckInRow),
    Plain(CheckInHistoryRow),
    Plain(CheckInAnswersRow),
    Plain(GoalsRow),
)
_OF, _WHO = _ROW.table.c, Plain(PersonRow).table.c
_ANY = select(*_ROW.columns, _WHO.left_on).join_from(_ROW.table, _WHO.id.table, _WHO.id == _OF.employee_id)
_ONE = _ANY.where(_OF.id == bindparam("check_in_id"))
_ONE_LOCKED = _ONE.with_for_update(of=_ROW.table)
_MOVE = (
    update(_ROW.table)
    .where(_OF.id == bindparam("check_in_id"))
    .values(
        state=bindparam("now_state"),
        version=bindparam("now_version"),
        manager_id=bindparam("now_manager_id"),
        skipped_for=bindparam("now_skipped_for"),
    )
)
_IDS: BindParameter[Any] = bindparam("check_in_ids", expanding=True)
_NEWEST = (
    select(_ANSWERS.table.c.check_in_id, func.max(_ANSWERS.table.c.number).label("number"))
    .where(_ANSWERS.table.c.check_in_id.in_(_IDS))
    .group_by(_ANSWERS.table.c.check_in_id)
    .subquery()
)
_NEWEST_ANSWERS = select(*_ANSWERS.columns).join(
    _NEWEST,
    (_NEWEST.c.check_in_id == _ANSWERS.table.c.check_in_id) & (_NEWEST.c.number == _ANSWERS.table.c.number),
)
_HISTORIES = (
    select(*_ENTRY.columns).where(_ENTRY.table.c.check_in_id.in_(_IDS)).order_by(_ENTRY.table.c.number)
)
_ANSWERED = _ANY.where(_OF.employee_id == bindparam("employee_id"), _OF.state.in_(GIVEN))
_LAST_ANSWERED = _ANSWERED.order_by(_OF.week.desc()).limit(1)
_LAST_ANSWERED_BEFORE = _LAST_ANSWERED.where(_OF.week < bindparam("before"))
_ADD_HISTORY, _ADD_ANSWERS = insert(_ENTRY.table), insert(_ANSWERS.table)
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, kw_only=True)
class Period:
    """Goals that are agreed on, of somebody who is here: their days, and since when they count."""

    goals: Goals
    starts_on: date
    ends_on: date
    agreed_at: datetime


class CheckIns:
    """Check-ins as values. Whatever is `locked` is one's own until the transaction ends."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        """`concern` is told whose Home shows something else now: whose they are, and who reads of them."""
        self._session = session
        self._concern = concern

    def get(self, check_in_id: int) -> CheckIn:
        """The check-in, locked, so that two clicks are one after the other. Raises Missing."""
        return _value(one(self._session.execute(_ONE_LOCKED, {"check_in_id": check_in_id})))

    def look(self, check_in_id: int) -> CheckIn:
        """The check-in as it is, for reading. Raises Missing."""
        return _value(one(self._session.execute(_ONE, {"check_in_id": check_in_id})))

    def of_week(self, employee_id: int, week: Week) -> CheckIn | None:
        """Somebody's of one week."""
        query = _ANY.where(_OF.employee_id == employee_id, _OF.week == week.monday)
        return next(self._all(query), None)

    def latest_of(self, employee_id: int) -> CheckIn | None:
        """Somebody's of the latest week that has one."""
        mine = _ANY.where(_OF.employee_id == employee_id)
        return next(self._all(mine.order_by(_OF.week.desc()).limit(1)), None)

    def answers_before(self, employee_id: int, week: Week) -> Answers | None:
        """What somebody answered the last time before this week."""
        found = self.newest_answers(employee_id, before=week)
        return None if found is None else found[1]

    def newest_answers(
        self, employee_id: int, *, before: Week | None = None
    ) -> tuple[CheckIn, Answers] | None:
        """The newest check-in of somebody's that was answered, with what they said."""
        asked: dict[str, object] = {"employee_id": employee_id}
        last = next(
            self._all(_LAST_ANSWERED, asked)
            if before is None
            else self._all(_LAST_ANSWERED_BEFORE, {**asked, "before": before.monday}),
            None,
        )
        return None if last is None else (last, self.answers([last.id])[last.id])

    def said(self, employee_id: int, *, first: date, last: date) -> Sequence[tuple[CheckIn, Answers]]:
        """Somebody's of the weeks that begin from `first` to `last` and were answered, the newest first."""
        mine = _ANY.where(
            _OF.employee_id == employee_id, _OF.state.in_(GIVEN), _OF.week >= first, _OF.week <= last
        )
        found = list(self._all(mine.order_by(_OF.week.desc())))
        answers = self.answers([each.id for each in found]) if found else {}
        return [(each, answers[each.id]) for each in found if each.id in answers]

    def answers(self, check_in_ids: Collection[int]) -> Mapping[int, Answers]:
        """The newest answers of each of these that has any."""
        asked = {"check_in_ids": list(check_in_ids)}
        found = (_ANSWERS.of(row) for row in self._session.execute(_NEWEST_ANSWERS, asked))
        return {each.check_in_id: each.value() for each in found}

    def versions(self, check_in_id: int) -> Sequence[Answers]:
        """Everything that was ever answered, oldest first."""
        query = (
            select(*_ANSWERS.columns)
            .where(_ANSWERS.table.c.check_in_id == check_in_id)
            .order_by(_ANSWERS.table.c.number)
        )
        return [_ANSWERS.of(row).value() for row in self._session.execute(query)]

    def histories(self, check_in_ids: Collection[int]) -> Mapping[int, Sequence[Entry[State, Event]]]:
        """Everything that happened to each of these, oldest first."""
        found: dict[int, list[Entry[State, Event]]] = {check_in_id: [] for check_in_id in check_in_ids}
        for row in self._session.execute(_HISTORIES, {"check_in_ids": list(check_in_ids)}):
            entry = _ENTRY.of(row)
            found[entry.check_in_id].append(entry.value())
        return found

    def of_manager(self, manager_id: int, week: Week) -> Sequence[CheckIn]:
        """Those of a week that this manager has, of people who are here."""
        return list(
            self._all(
                _ANY.where(
                    _OF.manager_id == manager_id,
                    _OF.week == week.monday,
                    _WHO.left_on.is_(None),
                )
            )
        )

    def latest_of_team(self, manager_id: int, *, since: Week) -> Sequence[tuple[str, CheckIn]]:
        """The latest of each of this manager's people from that week on, with their names."""
        latest = (
            select(_OF.employee_id, func.max(_OF.week).label("week"))
            .where(_OF.manager_id == manager_id, _OF.week >= since.monday)
            .group_by(_OF.employee_id)
            .subquery()
        )
        query = (
            _ANY.add_columns(_WHO.name)
            .join(latest, (latest.c.employee_id == _OF.employee_id) & (latest.c.week == _OF.week))
            .where(_OF.manager_id == manager_id, _WHO.left_on.is_(None))
            .order_by(_WHO.name, _OF.id)
        )
        return [(row[-1], _value(row)) for row in self._session.execute(query)]

    def periods(self, *, first: date, last: date, of: int | None = None) -> Sequence[Period]:
        """Goals that count on some day from `first` to `last`: everybody's, or one person's; of those whose
        account is closed none.
        """
        query = (
            select(*_GOALS.columns, CycleRow.starts_on, CycleRow.ends_on, KpiSheetRow.agreed_at)
            .join_from(_GOALS.table, CycleRow, CycleRow.id == _GOALS.table.c.cycle_id)
            .join(KpiSheetRow, KpiSheetRow.id == _GOALS.table.c.agreed_sheet_id)
            .join(_WHO.id.table, _WHO.id == _GOALS.table.c.employee_id)
            .where(
                _GOALS.table.c.state.in_(UNDER_WAY),
                CycleRow.starts_on <= last,
                CycleRow.ends_on >= first,
                _WHO.left_on.is_(None),
                _WHO.deactivated_on.is_(None),
            )
            .order_by(CycleRow.starts_on.desc(), _GOALS.table.c.id)
        )
        if of is not None:
            query = query.where(_GOALS.table.c.employee_id == of)
        found = []
        for row in self._session.execute(query):
            starts_on, ends_on, agreed_at = row[_GOALS.width :]
            goals = _GOALS.of(row).value(is_here=True)
            found.append(Period(goals=goals, starts_on=starts_on, ends_on=ends_on, agreed_at=agreed_at))
        return found

    def there(self, *, since: date) -> frozenset[tuple[int, Week]]:
        """Whose check-ins there are, of the weeks whose Monday is that day or later."""
        query = select(_OF.employee_id, _OF.week).where(_OF.week >= since)
        return frozenset((who, Week(monday)) for who, monday in self._session.execute(query))

    def add(self, begun: Sequence[CheckIn], *, by_id: int | None, at: datetime) -> list[CheckIn]:
        """These, with the first row of their history; their ids are given here. Those that somebody else
        added meanwhile are left alone, and not returned.
        """
        added: list[CheckIn] = []
        made = _INSERT[self._session.get_bind().dialect.name](_ROW.table).on_conflict_do_nothing(
            index_elements=["employee_id", "week"]
        )
        for start in range(0, len(begun), BATCH):
            some = {each.employee_id: each for each in begun[start : start + BATCH]}
            rows = [_row(each) for each in some.values()]
            found = self._session.execute(made.values(rows).returning(_OF.employee_id, _OF.id))
            added += [replace(some[who], id=number) for who, number in found]
        self._concern({who for each in added for who in (each.employee_id, each.manager_id)})
        entries = [_entry(each, Event.OPEN, to=each, by_id=by_id, at=at) for each in added]
        for start in range(0, len(entries), BATCH):
            self._session.execute(_ADD_HISTORY, entries[start : start + BATCH])
        return added

    def move(
        self,
        check_in: CheckIn,
        event: Event,
        *,
        to: CheckIn,
        by_id: int | None,
        at: datetime,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> CheckIn:
        """Write where a locked check-in is now, and append to its history; its version is one more."""
        moved = replace(to, version=check_in.version + 1)
        self._concern({moved.employee_id, moved.manager_id, check_in.manager_id})
        self._session.execute(
            _MOVE,
            {
                "check_in_id": moved.id,
                "now_state": moved.state,
                "now_version": moved.version,
                "now_manager_id": moved.manager_id,
                "now_skipped_for": moved.skipped_for,
            },
        )
        entry = _entry(check_in, event, to=moved, by_id=by_id, at=at)
        self._session.execute(_ADD_HISTORY, {**entry, "note": note, "facts": as_kept(facts)})
        return moved

    def keep(self, check_in: CheckIn, answers: Answers) -> None:
        """What was answered with the last entry."""
        self._session.execute(
            _ADD_ANSWERS,
            {
                "check_in_id": check_in.id,
                "number": check_in.version,
                "kpis": [
                    [each.key, each.name, each.outlook.value, each.figure, each.line] for each in answers.kpis
                ],
                "blockers": answers.blockers,
                "helpers": list(answers.helpers),
            },
        )

    def all_waiting(self) -> Sequence[CheckIn]:
        """All of which something waits."""
        return list(self._all(_ANY.where(_OF.state.in_(WAITING)).order_by(_OF.id)))

    def under_way_of(self, employee_id: int, *, today: date) -> Sequence[CheckIn]:
        """A person's that are taken still, locked."""
        mine = _ANY.where(_OF.employee_id == employee_id, _OF.state.in_(TAKEN), _OF.lapses_on >= today)
        return list(self._all(mine.order_by(_OF.id).with_for_update(of=_ROW.table)))

    def overdue(self, *, before: date) -> Sequence[int]:
        """The ids of those that wait though their last day is before this one."""
        query = select(_OF.id).where(_OF.state.in_(WAITING), _OF.lapses_on < before).order_by(_OF.id)
        return self._session.scalars(query).all()

    def _all(self, query: Any, asked: Mapping[str, object] | None = None) -> Iterator[CheckIn]:
        return (_value(row) for row in self._session.execute(query, asked))


def _row(check_in: CheckIn) -> dict[str, Any]:
    return {
        "employee_id": check_in.employee_id,
        "manager_id": check_in.manager_id,
        "goals_id": check_in.goals_id,
        "week": check_in.week.monday,
        "state": BEGUN,
        "opens_at": check_in.opens_at,
        "due_on": check_in.due_on,
        "lapses_on": check_in.lapses_on,
        "version": check_in.version,
    }


def _entry(before: CheckIn, event: Event, *, to: CheckIn, by_id: int | None, at: datetime) -> dict[str, Any]:
    return {
        "check_in_id": to.id,
        "number": to.version,
        "event": event,
        "from_state": before.state,
        "to_state": to.state,
        "by_id": by_id,
        "at": at,
        "note": None,
        "facts": {},
    }


def _value(row: Sequence[Any]) -> CheckIn:
    """Of a row of `_ANY`."""
    return _ROW.of(row).value(is_here=row[_ROW.width] is None)
