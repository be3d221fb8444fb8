"""Queries about which developers are in focus."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.focus import Focus
from storage.models.pings import FocusRow


class Focuses:
    """One developer has at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def until(self, developer_ids: Collection[int], *, now: datetime) -> Mapping[int, datetime]:
        """Of those of these developers who are in focus: until when."""
        query = select(FocusRow.developer_id, FocusRow.until).where(
            FocusRow.developer_id.in_(developer_ids), FocusRow.until > now
        )
        return dict(self._session.execute(query).all())

    def begin(self, focus: Focus, *, now: datetime) -> None:
        """From now on they are in focus, until then and no longer."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        values = {"since": now, "until": focus.until}
        statement = insert(FocusRow).values(developer_id=focus.developer_id, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["developer_id"], set_=values))

    def end(self, developer_id: int) -> None:
        """They are not in focus any more."""
        self._session.execute(delete(FocusRow).where(FocusRow.developer_id == developer_id))

    def over(self, *, now: datetime) -> list[int]:
        """Those whose focus has come to its end."""
        return list(self._session.scalars(select(FocusRow.developer_id).where(FocusRow.until <= now)))

    def forget_over(self, *, now: datetime) -> None:
        """Forget the focuses that are over."""
        self._session.execute(delete(FocusRow).where(FocusRow.until <= now))
