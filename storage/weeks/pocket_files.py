"""Queries about the contents of kept files: what is to be fetched, and what was."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.orm import Session

from bot.domain.weeks.pocket_files import Keeping, KeptContent, ToFetch
from storage.missing import one
from storage.models.pocket import PocketCaseRow, PocketContentRow, PocketFileRow

_FILE, _CONTENT = PocketFileRow, PocketContentRow


class PocketFiles:
    """Contents are read one at a time, by whoever asks for just that one."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        """`concern` is told whose Home shows something else now."""
        self._session = session
        self._concern = concern

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Sequence[ToFetch]:
        """Lease files whose contents are due to be fetched, the longest due first; what was taken out of a
        pocket is left. A lease that ran out (its process died) is up for claiming again.
        """
        due = (
            select(_FILE, PocketCaseRow.kept_at)
            .join(PocketCaseRow, PocketCaseRow.id == _FILE.case_id)
            .where(
                _FILE.keeping == Keeping.WAITS,
                _FILE.retry_at <= now,
                (_FILE.leased_until.is_(None)) | (_FILE.leased_until <= now),
                PocketCaseRow.removed_at.is_(None),
            )
            .order_by(_FILE.retry_at, _FILE.case_id, _FILE.position)
            .limit(limit)
            .with_for_update(skip_locked=True, of=_FILE)
        )
        found = [
            ToFetch(
                case_id=row.case_id,
                position=row.position,
                slack_id=row.slack_id,
                attempts=row.attempts + 1,
                kept_at=kept_at,
            )
            for row, kept_at in self._session.execute(due)
        ]
        if found:
            these = tuple_(_FILE.case_id, _FILE.position).in_([(f.case_id, f.position) for f in found])
            leased = {"leased_until": now + lease, "attempts": _FILE.attempts + 1}
            self._session.execute(
                update(_FILE).where(these).values(leased), execution_options={"synchronize_session": False}
            )
        return found

    def put_off(self, file: ToFetch, *, until: datetime) -> None:
        """It is tried again then."""
        self._settle(file, keeping=Keeping.WAITS, retry_at=until)

    def keep(self, file: ToFetch, content: bytes, *, at: datetime) -> None:
        """These are its contents. Nothing where the case is gone meanwhile, or somebody fetched them."""
        if self._settle(file, keeping=Keeping.KEPT):
            row = {"case_id": file.case_id, "position": file.position, "content": content, "fetched_at": at}
            self._session.execute(insert(_CONTENT), [row])

    def give_up(self, file: ToFetch, keeping: Keeping) -> None:
        """Only its name is kept, for this reason."""
        self._settle(file, keeping=keeping)

    def content(self, case_id: int, position: int) -> KeptContent:
        """What was in it. Raises Missing."""
        query = (
            select(_FILE.name, _CONTENT.content)
            .join(_CONTENT, (_CONTENT.case_id == _FILE.case_id) & (_CONTENT.position == _FILE.position))
            .where(_FILE.case_id == case_id, _FILE.position == position)
        )
        name, content = one(self._session.execute(query))
        return KeptContent(name=name, content=content)

    def _settle(self, file: ToFetch, **values: Any) -> bool:
        """Whether it still waited."""
        this = (_FILE.case_id == file.case_id, _FILE.position == file.position)
        changed = (
            update(_FILE)
            .where(*this, _FILE.keeping == Keeping.WAITS)
            .values(leased_until=None, **values)
            .returning(_FILE.case_id)
            .execution_options(synchronize_session=False)
        )
        waited = self._session.scalars(changed).all()
        owners = select(PocketCaseRow.owner_id).where(PocketCaseRow.id.in_(waited))
        self._concern(list(self._session.scalars(owners)) if waited else [])
        return bool(waited)
