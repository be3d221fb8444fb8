"""Queries about developers who were called."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.missing import found
from storage.models.desk import PageRow
from storage.plain import Plain

_ROW = Plain(PageRow)
_PAGES = _ROW.table
_LATEST = (
    select(*_ROW.columns)
    .where(_PAGES.c.request_id == bindparam("request_id"))
    .order_by(_PAGES.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, kw_only=True)
class KeptPage:
    """As it is kept: people by id."""

    id: int
    request_id: int
    developer_id: int
    by_id: int
    at: datetime
    reason: str
    taken_at: datetime | None


class Pages:
    """Rows are added; once taken, a call says when."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest(self, request_id: int) -> KeptPage | None:
        """The last call about a request."""
        row = self._session.execute(_LATEST, {"request_id": request_id}).one_or_none()
        return None if row is None else _kept(_ROW.of(row))

    def get(self, page_id: int, *, to_change: bool = False) -> KeptPage:
        """Raises Missing."""
        return _kept(found(self._session.get(PageRow, page_id, with_for_update=to_change or None)))

    def called(self, request_id: int) -> frozenset[int]:
        """Everybody who was ever called about it."""
        query = select(PageRow.developer_id).where(PageRow.request_id == request_id)
        return frozenset(self._session.scalars(query))

    def made(self, request_id: int) -> tuple[tuple[int, int], ...]:
        """The calls about it, each with the developer who was called."""
        query = select(PageRow.id, PageRow.developer_id).where(PageRow.request_id == request_id)
        return tuple((number, developer_id) for number, developer_id in self._session.execute(query))

    def came_from(self, submission: str) -> bool:
        """Whether this form was taken up."""
        return self._session.scalar(select(PageRow.id).where(PageRow.submission == submission)) is not None

    def add(
        self, request_id: int, *, developer_id: int, by_id: int, at: datetime, reason: str, submission: str
    ) -> int:
        """The call's number."""
        row = PageRow(
            request_id=request_id,
            developer_id=developer_id,
            by_id=by_id,
            at=at,
            reason=reason,
            submission=submission,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def take(self, page_id: int, *, at: datetime) -> None:
        """They said that they are on it."""
        found(self._session.get(PageRow, page_id)).taken_at = at


def _kept(row: PageRow) -> KeptPage:
    return KeptPage(
        id=row.id,
        request_id=row.request_id,
        developer_id=row.developer_id,
        by_id=row.by_id,
        at=row.at,
        reason=row.reason,
        taken_at=row.taken_at,
    )
