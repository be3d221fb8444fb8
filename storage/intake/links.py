"""Queries about what requests have to do with each other."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.domain.intake.links import Link, Linked
from storage.models.followers import RequestLinkRow
from storage.plain import Plain

_LINK = Plain(RequestLinkRow)
_LINKS = _LINK.table
_AROUND = (
    select(*_LINK.columns)
    .where((_LINKS.c.request_id == bindparam("request_id")) | (_LINKS.c.other_id == bindparam("request_id")))
    .order_by(_LINKS.c.request_id)
)


class Links:
    """Requests that are joined to others, and those that were split off."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def around(self, request_id: int) -> Sequence[Linked]:
        """Every link of a request, whichever of the two it is."""
        rows = self._session.execute(_AROUND, {"request_id": request_id})
        return [
            Linked(request_id=row.request_id, link=row.link, other_id=row.other_id)
            for row in map(_LINK.of, rows)
        ]

    def original(self, request_id: int) -> int | None:
        """The request to which it is joined."""
        row = self._session.get(RequestLinkRow, (request_id, Link.JOINED))
        return row.other_id if row else None

    def put(self, request_id: int, link: Link, other_id: int) -> None:
        """It is joined to, or split off, the other from now on."""
        self._session.merge(RequestLinkRow(request_id=request_id, link=link, other_id=other_id))
        self._session.flush()

    def drop(self, request_id: int, link: Link) -> None:
        """It is that no more."""
        self._session.execute(
            delete(RequestLinkRow).where(RequestLinkRow.request_id == request_id, RequestLinkRow.link == link)
        )
