"""Queries about data that a company added to what is shipped: versions that never change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import Dialect, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.goals import PostRow
from storage.models.reviews import SchemeRow


class Versions:
    """Rows of one table of them."""

    row: ClassVar[type[PostRow] | type[SchemeRow]]

    def __init__(self, session: Session) -> None:
        self._session = session

    def every(self) -> Sequence[dict[str, Any]]:
        """The JSON of every version, by key and version."""
        return self._session.scalars(select(self.row.data).order_by(self.row.key, self.row.version)).all()

    def add(self, *, key: str, version: int, data: dict[str, Any], added_at: datetime) -> bool:
        """Keep a version; False where it is there already, added a moment ago perhaps."""
        dialect: Dialect = self._session.get_bind().dialect
        table = cast(Table, self.row.__table__)
        insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
        values = {"key": key, "version": version, "data": data, "added_at": added_at}
        statement = insert.values(values).on_conflict_do_nothing().returning(self.row.id)
        return self._session.execute(statement).scalar_one_or_none() is not None
