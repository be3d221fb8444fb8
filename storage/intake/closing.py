"""Queries about requests that are done and wait for a word of their requesters."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.intake.request import Request
from bot.domain.intake.way import FINAL, TO_CONFIRM
from storage.models.intake import RequestRow


class Closing:
    """Requests of which nobody has said yet whether they are settled."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self) -> Sequence[Request]:
        """All of them, for reading; the longest first."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(RequestRow.state.in_(TO_CONFIRM))
            .order_by(RequestRow.owed_since, RequestRow.id)
        )
        return [row.value() for row in rows]

    def ended(self, *, since: datetime, until: datetime) -> Sequence[Request]:
        """Those that were closed for good after `since`, and not after `until`, for reading."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(RequestRow.state.in_(FINAL), RequestRow.owed_since > since, RequestRow.owed_since <= until)
            .order_by(RequestRow.id)
        )
        return [row.value() for row in rows]
