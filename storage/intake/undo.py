"""Queries about steps that could be taken back for a while."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.intake.way import REQUEST
from storage.models.intake import RequestEntryRow, RequestRow

NEWEST = 5000
"""So many entries are looked at: far more than are made in minutes, and far fewer than there are."""


class Undoable:
    """The last steps of requests."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def taken(self, *, since: datetime, until: datetime) -> Sequence[tuple[int, int]]:
        """The requests whose last step could be taken back, and was taken in between; with its number."""
        newest = select(func.coalesce(func.max(RequestEntryRow.id), 0) - NEWEST).scalar_subquery()
        return self._session.execute(
            select(RequestRow.id, RequestRow.version)
            .join(
                RequestEntryRow,
                (RequestEntryRow.request_id == RequestRow.id)
                & (RequestEntryRow.number == RequestRow.version),
            )
            .where(
                RequestEntryRow.id > newest,
                RequestEntryRow.event.in_(REQUEST.undoable),
                RequestEntryRow.at > since,
                RequestEntryRow.at <= until,
            )
            .order_by(RequestRow.id)
        ).all()
