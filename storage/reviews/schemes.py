"""Queries about review schemes that were added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Dialect, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.reviews import SchemeRow


class Schemes:
    """Rows of added schemes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def every(self) -> Sequence[dict[str, Any]]:
        """The JSON of every version, by key and version."""
        return self._session.scalars(select(SchemeRow.data).order_by(SchemeRow.key, SchemeRow.version)).all()

    def add(self, *, key: str, version: int, data: dict[str, Any], added_at: datetime) -> bool:
        """Keep a version; False where it is there already, added a moment ago perhaps."""
        dialect: Dialect = self._session.get_bind().dialect
        table = cast(Table, SchemeRow.__table__)
        insert = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
        values = {"key": key, "version": version, "data": data, "added_at": added_at}
        statement = insert.values(values).on_conflict_do_nothing().returning(SchemeRow.id)
        return self._session.execute(statement).scalar_one_or_none() is not None
