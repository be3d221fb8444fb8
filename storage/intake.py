"""Queries about website requests."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.intake import RequestEntryRow, RequestFileRow, RequestRow


class Requests:
    """Rows of requests; `get` on PostgreSQL locks the row so that two clicks are one after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, request_id: int) -> RequestRow:
        """The request, locked until the transaction ends. Raises NoResultFound."""
        return self._session.get_one(RequestRow, request_id, with_for_update=True)

    def look(self, request_id: int) -> RequestRow:
        """The request as it stands, for reading. Raises NoResultFound."""
        return self._session.get_one(RequestRow, request_id)

    def entries(self, request_id: int) -> Sequence[RequestEntryRow]:
        return self._session.scalars(
            select(RequestEntryRow)
            .where(RequestEntryRow.request_id == request_id)
            .order_by(RequestEntryRow.number)
        ).all()

    def files(self, request_id: int) -> Sequence[RequestFileRow]:
        return self._session.scalars(
            select(RequestFileRow).where(RequestFileRow.request_id == request_id).order_by(RequestFileRow.id)
        ).all()
