"""Queries about questions that wait for their requesters."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.intake.request import Request
from bot.domain.intake.way import WAITS_FOR_REQUESTER
from storage.models.intake import RequestRow


class Questions:
    """Requests about which somebody was asked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self) -> Sequence[Request]:
        """All that wait for their requester, for reading; the longest first."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(RequestRow.state.in_(WAITS_FOR_REQUESTER))
            .order_by(RequestRow.owed_since, RequestRow.id)
        )
        return [row.value() for row in rows]
