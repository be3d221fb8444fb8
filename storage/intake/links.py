"""Queries about what requests have to do with each other."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, case, delete, exists, select
from sqlalchemy.orm import Session

from bot.domain.intake.links import Link, Linked, Original, Other
from bot.domain.intake.way import JOINED, UNSETTLED
from storage.models.followers import RequestLinkRow
from storage.models.intake import RequestRow
from storage.plain import Plain

_LINK, _REQUEST = Plain(RequestLinkRow), Plain(RequestRow)
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

    def others(self, numbers: Collection[int]) -> Mapping[int, Other]:
        """These, by number, in one statement."""
        if not numbers:
            return {}
        rows = self._session.execute(
            select(*_REQUEST.columns).where(_REQUEST.table.c.id.in_(sorted(numbers)))
        )
        return {
            row.id: Other(
                request=row.value(), branch=row.branch, title=row.happened.partition("\n")[0].strip()
            )
            for row in map(_REQUEST.of, rows)
        }

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

    def could_be_joined(self, *, but: int, most: int) -> Sequence[Original]:
        """Requests that another may be the same as: open ones first, then by when they were filed, newest
        first; none that was joined itself, and none that is private.
        """
        rows = self._session.execute(
            select(RequestRow.id, RequestRow.happened, RequestRow.branch, RequestRow.state)
            .where(RequestRow.id != but, RequestRow.state.not_in(JOINED), ~RequestRow.is_private)
            .order_by(case((RequestRow.state.in_(UNSETTLED), 0), else_=1), RequestRow.id.desc())
            .limit(most)
        )
        return [
            Original(
                id=row.id,
                title=row.happened.partition("\n")[0].strip(),
                branch=row.branch,
                state=row.state,
            )
            for row in rows
        ]

    def is_request(self, number: int) -> bool:
        """Whether a request has that number."""
        return self._session.scalar(select(exists().where(RequestRow.id == number))) or False
