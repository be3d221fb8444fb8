"""Queries about what people owe: one table, whatever the step is about."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    Select,
    Table,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    text,
    union,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from bot.domain.obligations import FEW, Kind, Obligation, Subject
from storage.models.obligations import ObligationRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import ReviewRow
from storage.plain import Plain

BATCH = 2000

_TABLE = cast(Table, ObligationRow.__table__)
_OPEN = _TABLE.c.done_at.is_(None)
# Put together once, and past the mapper: every use case that moves something on writes here.
_CHANGE = update(_TABLE).returning(_TABLE.c.person_id)
_CLOSE = _CHANGE.where(
    _TABLE.c.subject == bindparam("of"), _TABLE.c.subject_id == bindparam("number"), _OPEN
).values(done_at=bindparam("at"))
_ADD = insert(_TABLE)
_HOLD = text(f"LOCK TABLE {_TABLE.name} IN SHARE ROW EXCLUSIVE MODE")
_PLAIN, _OTHER = Plain(ObligationRow), Plain(PersonRow, name="other").table
_KEPT = select(*_PLAIN.columns).where(_OPEN).order_by(_TABLE.c.id)
_UNREADABLE = (LookupError, ValueError)
"""What SQLAlchemy raises of a value that is none of its column's."""

# Whose people a second look is about, or from which department a result is: several can be done together.
_DEPARTMENT = Plain(DepartmentRow, name="department").table
_LOOKED_AT, _TEAM = Plain(ReviewRow, name="looked_at").table, Plain(PersonRow, name="team").table
_STEP = (
    _TABLE.join(_OTHER, _OTHER.c.id == _TABLE.c.other_id)
    .outerjoin(_LOOKED_AT, and_(_TABLE.c.kind == Kind.SECOND_LOOK, _LOOKED_AT.c.id == _TABLE.c.subject_id))
    .outerjoin(_TEAM, _TEAM.c.id == _LOOKED_AT.c.manager_id)
    .outerjoin(_DEPARTMENT, and_(_TABLE.c.kind == Kind.RELEASE, _DEPARTMENT.c.id == _OTHER.c.department_id))
)
_TEAM_ID = func.coalesce(_TEAM.c.id, _DEPARTMENT.c.id)
_SHOWN = (
    *_PLAIN.columns,
    _OTHER.c.name,
    _TEAM_ID.label("team_id"),
    func.coalesce(_TEAM.c.name, _DEPARTMENT.c.name).label("team"),
)
_WAITING = select(*_SHOWN).select_from(_STEP).where(_OPEN).order_by(_TABLE.c.id)
_WAITING_FOR = _WAITING.where(_TABLE.c.person_id.in_(bindparam("people", expanding=True)))
_OF_EACH = _KEPT.where(
    _TABLE.c.subject == bindparam("of"), _TABLE.c.subject_id.in_(bindparam("numbers", expanding=True))
)
_ABOUT = _WAITING_FOR.where(_TABLE.c.other_id.in_(bindparam("others", expanding=True)))
_ASKED_FOR = and_(
    _OPEN,
    _TABLE.c.person_id == bindparam("person"),
    _TABLE.c.opens_at <= bindparam("now"),
    or_(_TABLE.c.lapses_on.is_(None), _TABLE.c.lapses_on >= bindparam("today")),
)
# One line a team where more than a few can be done so: the soonest due stands for all, as in_teams says.
_BY_TEAM = [case((_TEAM_ID.is_not(None), 0), else_=-_TABLE.c.id)]
_SOONEST_DUE = (_TABLE.c.due_on, _TABLE.c.subject_id)
_APART = [_TABLE.c.kind, func.coalesce(_TEAM_ID, -_TABLE.c.id), _TABLE.c.period]
_LINES = (
    select(
        *_SHOWN,
        func.count().over(partition_by=_BY_TEAM).label("by_team"),
        func.count().over(partition_by=_APART).label("together"),
        func.sum(_TABLE.c.minutes).over(partition_by=_APART).label("all_minutes"),
        func.row_number().over(partition_by=_APART, order_by=_SOONEST_DUE).label("nth"),
    )
    .select_from(_STEP)
    .where(_ASKED_FOR)
    .subquery()
)
_LINE = or_(_LINES.c.by_team <= FEW, _LINES.c.nth == 1)
_STEPS = case({kind: number for number, kind in enumerate(Kind)}, value=_LINES.c.kind)
_SOONEST = (
    select(*_LINES.c)
    .where(_LINE)
    .order_by(_LINES.c.due_on, _LINES.c.due_at.nulls_last(), _STEPS, _LINES.c.subject_id)
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)
_HOW_MANY = select(func.count()).select_from(_LINES).where(_LINE)

_FIELDS = tuple(each.name for each in fields(Obligation))


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A step that waits, with the other side's name; and whose people it is one of, where several can be done
    together. `together`: how many of those it stands for, `minutes` in sum.
    """

    obligation: Obligation
    other: str
    team_id: int | None = None
    team: str = ""
    together: int = 1


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Something that a person was reminded of on `day` was done, or became theirs, at `at`."""

    person_id: int
    day: date
    at: datetime


class Obligations:
    """Steps that wait. A row is only ever added, and closed once. Whose it is, their Home is concerned."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        self._session = session
        self._concern = concern

    def put(
        self, subject: Subject, subject_id: int, obligations: Iterable[Obligation], *, now: datetime
    ) -> None:
        """From now on this is what waits of a subject, and nothing else."""
        self._change(_CLOSE, {"of": subject, "number": subject_id, "at": now})
        self.add(obligations)

    def match(
        self, subject: Subject, subject_id: int, obligations: Iterable[Obligation], *, now: datetime
    ) -> tuple[list[Obligation], list[Obligation]]:
        """The same for a subject of which several people owe something: a row that is right is left alone,
        so that nobody is reminded anew. Returns those that are new, and those that wait no more.
        """
        new = list(dict.fromkeys(obligations))
        of_it = _KEPT.where(_TABLE.c.subject == subject, _TABLE.c.subject_id == subject_id)
        gone: dict[int, Obligation] = {}
        for row in self._session.execute(of_it):
            kept = _value(_PLAIN.of(row))
            if kept in new:
                new.remove(kept)
            else:
                gone[row.id] = kept
        self.close_rows(gone, now=now)
        self.add(new)
        return new, list(gone.values())

    def match_each(
        self,
        subject: Subject,
        subject_ids: Collection[int],
        obligations: Iterable[Obligation],
        *,
        now: datetime,
    ) -> None:
        """The same for many subjects at once, in a few statements."""
        new, gone = dict.fromkeys(obligations), []
        ids = list(subject_ids)
        for start in range(0, len(ids), BATCH):
            asked = {"of": subject, "numbers": ids[start : start + BATCH]}
            for row in self._session.execute(_OF_EACH, asked):
                kept = _value(_PLAIN.of(row))
                if kept in new:
                    del new[kept]
                else:
                    gone.append(row.id)
        self.close_rows(gone, now=now)
        self.add(new)

    def add(self, obligations: Iterable[Obligation]) -> None:
        """What waits of subjects of which nothing waited."""
        rows = [{name: getattr(each, name) for name in _FIELDS} for each in obligations]
        if rows:
            self._concern([row["person_id"] for row in rows])
        for start in range(0, len(rows), BATCH):
            self._session.execute(_ADD, rows[start : start + BATCH])

    def close(self, subject: Subject, subject_ids: Collection[int], *, now: datetime) -> None:
        """Nothing waits any more of any of these."""
        ids = list(subject_ids)
        for start in range(0, len(ids), BATCH):
            some = _TABLE.c.subject_id.in_(ids[start : start + BATCH])
            self._change(_CHANGE.where(_TABLE.c.subject == subject, some, _OPEN).values(done_at=now))

    def close_rows(self, row_ids: Collection[int], *, now: datetime) -> None:
        """Exactly these rows wait no more."""
        ids = list(row_ids)
        for start in range(0, len(ids), BATCH):
            self._change(_CHANGE.where(_TABLE.c.id.in_(ids[start : start + BATCH])).values(done_at=now))

    def move_days(
        self, kind: Kind, subject_ids: Collection[int], *, due_on: date, lapses_on: date | None
    ) -> None:
        """These steps of a kind are due on another day."""
        ids = list(subject_ids)
        for start in range(0, len(ids), BATCH):
            some = _TABLE.c.subject_id.in_(ids[start : start + BATCH])
            self._change(
                _CHANGE.where(_TABLE.c.kind == kind, some, _OPEN).values(due_on=due_on, lapses_on=lapses_on)
            )

    def asked_for(
        self, person_id: int, *, now: datetime, today: date, first: int, most: int
    ) -> Sequence[Waiting]:
        """What waits for somebody now, a line each or a team, soonest due first, from number `first` on;
        `today` in their own calendar. The same, in the same order, as bot.domain.obligations says of it all.
        """
        asked = {"person": person_id, "now": now, "today": today, "first": first, "most": most}
        return [_line(row) for row in self._session.execute(_SOONEST, asked)]

    def waiting_about(self, person_id: int, others: Collection[int]) -> Sequence[Waiting]:
        """What waits for somebody about any of these."""
        rows = self._session.execute(_ABOUT, {"people": [person_id], "others": list(others)})
        return [_waiting(row) for row in rows]

    def how_many(self, person_id: int, *, now: datetime, today: date) -> int:
        """As many lines as that are."""
        asked = {"person": person_id, "now": now, "today": today}
        return self._session.scalar(_HOW_MANY, asked) or 0

    def waiting(self, people: Collection[int] | None = None) -> Sequence[Waiting]:
        """Everything that waits, for some people where they are named, else for everybody."""
        if people is None:
            rows = self._session.execute(_WAITING)
        else:
            rows = self._session.execute(_WAITING_FOR, {"people": list(people)})
        return [_waiting(row) for row in rows]

    def as_of(self, person_id: int, *, at: datetime) -> Sequence[Waiting]:
        """What waited for a person at a moment, done since or not."""
        then = (
            select(*_PLAIN.columns, _OTHER.c.name)
            .join(_OTHER, _OTHER.c.id == _TABLE.c.other_id)
            .where(_TABLE.c.person_id == person_id, _TABLE.c.since <= at)
            .where(_TABLE.c.done_at.is_(None) | (_TABLE.c.done_at > at))
            .order_by(_TABLE.c.id)
        )
        rows = self._session.execute(then)
        return [Waiting(obligation=_value(_PLAIN.of(row)), other=row[-1]) for row in rows]

    def of(self, subject: Subject, subject_id: int) -> Sequence[Obligation]:
        """What waits of one subject."""
        this = _KEPT.where(_TABLE.c.subject == subject, _TABLE.c.subject_id == subject_id)
        return [_value(_PLAIN.of(row)) for row in self._session.execute(this)]

    def of_each(self, subject: Subject, subject_ids: Collection[int]) -> Sequence[Obligation]:
        """What waits of any of these subjects."""
        rows = self._session.execute(_OF_EACH, {"of": subject, "numbers": list(subject_ids)})
        return [_value(_PLAIN.of(row)) for row in rows]

    def open_rows(self) -> Mapping[int, Obligation | None]:
        """Everything that waits, as it is kept, by the row's id: by mistake there may be two of one.

        None: it cannot be read.
        """
        try:
            rows = self._session.execute(_KEPT).all()
        except _UNREADABLE:
            ids = self._session.scalars(select(_TABLE.c.id).where(_OPEN).order_by(_TABLE.c.id)).all()
            return {row_id: self._kept(row_id) for row_id in ids}
        return {row.id: _value(_PLAIN.of(row)) for row in rows}

    def hold(self) -> None:
        """Nobody else writes here until this transaction ends: so what is read of the states meanwhile
        is what these rows were written for. SQLite has one writer anyway.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(_HOLD)

    def oldest(self) -> datetime | None:
        """A moment before which nothing that waits now became somebody's; None where nothing waits."""
        return self._session.scalar(
            select(func.min(ObligationRow.since)).where(ObligationRow.done_at.is_(None))
        )

    def movements(self, reminded: Mapping[int, tuple[date, datetime]], *, since: datetime) -> list[Movement]:
        """What moved after `since`, and after the reminder, in what somebody or somebody of theirs owes.

        `reminded`: each person's last reminder, its day and its moment.
        """
        moved = union(
            select(ObligationRow.person_id, ObligationRow.since.label("at")).where(
                ObligationRow.since > since
            ),
            select(ObligationRow.person_id, ObligationRow.done_at.label("at")).where(
                ObligationRow.done_at > since
            ),
        ).subquery()
        query = select(moved.c.person_id, PersonRow.manager_id, moved.c.at).join(
            PersonRow, PersonRow.id == moved.c.person_id
        )
        latest: dict[int, datetime] = {}
        for person_id, manager_id, at in self._session.execute(query):
            for reader in (person_id, manager_id):
                if reader in reminded and at > reminded[reader][1]:
                    latest[reader] = max(at, latest.get(reader, at))
        return [Movement(person_id=reader, day=reminded[reader][0], at=at) for reader, at in latest.items()]

    def _change(self, statement: ReturningUpdate[int], asked: Mapping[str, Any] | None = None) -> None:
        self._concern(set(self._session.scalars(statement, asked)))

    def _kept(self, row_id: int) -> Obligation | None:
        try:
            return _value(_PLAIN.of(self._session.execute(_KEPT.where(_TABLE.c.id == row_id)).one()))
        except _UNREADABLE:
            return None


def someone_owes() -> Select[int]:
    """Whose move anything is, for queries of others."""
    return select(ObligationRow.person_id).where(ObligationRow.done_at.is_(None))


def _value(row: ObligationRow) -> Obligation:
    return Obligation(
        person_id=row.person_id,
        kind=row.kind,
        subject=row.subject,
        subject_id=row.subject_id,
        other_id=row.other_id,
        since=row.since,
        opens_at=row.opens_at,
        due_on=row.due_on,
        due_at=row.due_at,
        lapses_on=row.lapses_on,
        minutes=row.minutes,
        period=row.period,
    )


def _waiting(row: Sequence[Any]) -> Waiting:
    other, team_id, team = row[_PLAIN.width : _PLAIN.width + 3]
    return Waiting(obligation=_value(_PLAIN.of(row)), other=other, team_id=team_id, team=team or "")


def _line(row: Sequence[Any]) -> Waiting:
    """One that may stand for all of its team."""
    one, (by_team, together, minutes, _) = _waiting(row), row[-4:]
    if by_team <= FEW:
        return one
    return replace(one, together=together, obligation=replace(one.obligation, minutes=int(minutes)))
