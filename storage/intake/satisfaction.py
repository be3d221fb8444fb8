"""Queries about how requests went."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.intake.satisfaction import Satisfaction
from storage.models.satisfaction import SatisfactionRow


class Satisfactions:
    """One word a request, its requester's last."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, said: Satisfaction) -> None:
        """In place of what was said before. The request is locked by whoever adds it."""
        row = self._session.get(SatisfactionRow, said.request_id)
        if row is None:
            row = SatisfactionRow(request_id=said.request_id)
            self._session.add(row)
        row.by_id, row.good, row.words, row.at = said.by_id, said.good, said.words, said.at
        self._session.flush()

    def of(self, request_id: int) -> Satisfaction | None:
        """None where nothing was said."""
        row = self._session.get(SatisfactionRow, request_id)
        return None if row is None else row.value()

    def between(self, start: datetime, end: datetime) -> Sequence[Satisfaction]:
        """What was said from `start` on, before `end`; in that order."""
        rows = self._session.scalars(
            select(SatisfactionRow)
            .where(SatisfactionRow.at >= start, SatisfactionRow.at < end)
            .order_by(SatisfactionRow.at, SatisfactionRow.request_id)
        )
        return [row.value() for row in rows]
