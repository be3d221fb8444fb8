"""Queries about who was told, once, of whose step."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Dialect, and_, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import ANSWER_OWED
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from storage.models.intake import RequestRow
from storage.models.nudging import ToldRow
from storage.models.obligations import ObligationRow

MANY = 5000
"""More people than this are not named in a query: everybody's rows are read instead."""

_OF_STEP = and_(
    ObligationRow.person_id == ToldRow.person_id,
    ObligationRow.kind == ToldRow.kind,
    ObligationRow.subject_id == ToldRow.subject_id,
    ObligationRow.since == ToldRow.since,
)
_SAME_STEP = and_(_OF_STEP, ObligationRow.done_at.is_(None))
_FIELDS = ("person_id", "kind", "subject_id", "since")
_STEP: tuple[ColumnElement[Any], ...] = tuple(ToldRow.__table__.c[name] for name in _FIELDS)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A step of which a reader was told on `day` of theirs waits no more since `at`."""

    reader_id: int
    day: date
    at: datetime
    step: StepKey


class ToldSteps:
    """A reader and a step make at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, reader_ids: Collection[int]) -> Mapping[int, Mapping[StepKey, date]]:
        """What each of these readers was told of what still waits, with the reader's day."""
        query = select(ToldRow.reader_id, ToldRow.day, *_STEP).join(ObligationRow, _SAME_STEP)
        if len(reader_ids) <= MANY:
            query = query.where(ToldRow.reader_id.in_(reader_ids))
        found: dict[int, dict[StepKey, date]] = {}
        for reader_id, day, *step in self._session.execute(query):
            found.setdefault(reader_id, {})[_key(step)] = day
        return found

    def on(self, reader_id: int, *, day: date) -> list[tuple[StepKey, date | None]]:
        """What this reader was told on that day of theirs, and still waits, with the last day on which it is
        taken.
        """
        query = (
            select(ObligationRow.lapses_on, *_STEP)
            .join(ToldRow, _SAME_STEP)
            .where(ToldRow.reader_id == reader_id, ToldRow.day == day)
            .order_by(ObligationRow.id)
        )
        return [(_key(step), lapses_on) for lapses_on, *step in self._session.execute(query)]

    def settled(self, *, since: datetime) -> list[Settled]:
        """What somebody was told of and does not wait any more since then."""
        query = select(ToldRow.reader_id, ToldRow.day, ObligationRow.done_at, *_STEP).join(
            ObligationRow, _OF_STEP & (ObligationRow.done_at > since)
        )
        return [
            Settled(reader_id=reader_id, day=day, at=at, step=_key(step))
            for reader_id, day, at, *step in self._session.execute(query)
        ]

    def unsaid_urgent(self, now: datetime) -> list[int]:
        """Who has a request that cannot wait, its hour is over, and was not told so."""
        told = exists().where(_OF_STEP, ToldRow.reader_id == ObligationRow.person_id)
        query = (
            select(ObligationRow.person_id)
            .join(RequestRow, RequestRow.id == ObligationRow.subject_id)
            .where(
                ObligationRow.kind == Kind.REQUEST,
                ObligationRow.done_at.is_(None),
                ObligationRow.due_at < now,
                RequestRow.urgency == Urgency.NOW,
                ~told,
            )
            .distinct()
        )
        return list(self._session.scalars(query))

    def urgent(self) -> frozenset[int]:
        """The numbers of the requests that cannot wait and have no answer yet."""
        query = select(RequestRow.id).where(
            RequestRow.urgency == Urgency.NOW, RequestRow.state.in_(ANSWER_OWED)
        )
        return frozenset(self._session.scalars(query))

    def record(self, told: Iterable[tuple[int, StepKey]], *, day: date, at: datetime) -> None:
        """Note that these readers are told of these steps; what is known already stays."""
        rows = [
            {"reader_id": reader, **dict(zip(_FIELDS, _values(step), strict=True)), "day": day, "at": at}
            for reader, step in sorted(told, key=lambda each: (each[0], *_values(each[1])))
        ]
        if rows:
            dialect: Dialect = self._session.get_bind().dialect
            insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
            self._session.execute(insert(ToldRow).on_conflict_do_nothing(), rows)

    def record_again(self, step: StepKey, *, day: date, at: datetime) -> None:
        """Note that a step's owner is told of it apart, on another day than before."""
        self.forget_own(step)
        self.record([(step.person_id, step)], day=day, at=at)

    def forget(self, reader_id: int, *, day: date) -> None:
        """What this reader was to be told of others on that day of theirs was not sent."""
        self._session.execute(
            delete(ToldRow).where(
                ToldRow.reader_id == reader_id, ToldRow.day == day, ToldRow.person_id != reader_id
            )
        )

    def forget_own(self, step: StepKey) -> None:
        """Nor was what its owner was to be told apart of this step."""
        of_it = [column == getattr(step, name) for name, column in zip(_FIELDS, _STEP, strict=True)]
        self._session.execute(delete(ToldRow).where(ToldRow.reader_id == step.person_id, *of_it))


def _values(step: StepKey) -> list[Any]:
    return [getattr(step, name) for name in _FIELDS]


def _key(step: Sequence[Any]) -> StepKey:
    return StepKey(**dict(zip(_FIELDS, step, strict=True)))
