"""Queries about who was told that an answer is due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.answer_due import Rung
from bot.domain.intake.request import Request
from bot.domain.intake.way import ANSWER_OWED
from storage.models.desk import AnswerDueRow
from storage.models.intake import RequestRow


class AnswersDue:
    """A request, its hour, a rung and a reader make at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self, *, until: datetime) -> Sequence[Request]:
        """Requests to which an answer is owed by then, or was."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(RequestRow.state.in_(ANSWER_OWED), RequestRow.answer_by <= until)
            .order_by(RequestRow.answer_by, RequestRow.id)
        )
        return [row.value() for row in rows]

    def told_of(self, request: Request) -> Mapping[Rung, frozenset[int]]:
        """Who was told of the hour that binds now, by rung."""
        rows = self._session.execute(
            select(AnswerDueRow.rung, AnswerDueRow.reader_id).where(
                AnswerDueRow.request_id == request.id, AnswerDueRow.hour == request.answer_by
            )
        )
        found: dict[Rung, frozenset[int]] = {}
        for rung, reader in rows:
            found[rung] = found.get(rung, frozenset()) | {reader}
        return found

    def were_told(self, request_id: int) -> frozenset[int]:
        """Everybody who was ever told of an hour of this request."""
        query = select(AnswerDueRow.reader_id).where(AnswerDueRow.request_id == request_id)
        return frozenset(self._session.scalars(query))

    def record(self, request: Request, rung: Rung, reader_id: int, *, at: datetime) -> bool:
        """Note that they are told; False where they were already, by whichever process."""
        insert = postgresql.insert if self._dialect == "postgresql" else sqlite.insert
        values = {"request_id": request.id, "hour": request.answer_by, "rung": rung, "reader_id": reader_id}
        statement = insert(AnswerDueRow).values(**values, at=at).on_conflict_do_nothing()
        return self._session.execute(statement.returning(AnswerDueRow.request_id)).scalar() is not None

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name
