"""Queries about whom developers allow to mention them."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from storage.models.pings import AllowedPingRow


class AllowLists:
    """Each developer has one, which may be empty."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, developer_id: int) -> list[int]:
        """Whom this developer allows."""
        query = select(AllowedPingRow.colleague_id).where(AllowedPingRow.developer_id == developer_id)
        return sorted(self._session.scalars(query))

    def who_allow(self, colleague_id: int, *, among: Collection[int]) -> frozenset[int]:
        """Those of these developers who allow somebody."""
        query = select(AllowedPingRow.developer_id).where(
            AllowedPingRow.colleague_id == colleague_id, AllowedPingRow.developer_id.in_(among)
        )
        return frozenset(self._session.scalars(query))

    def choose(self, developer_id: int, colleague_ids: Collection[int]) -> None:
        """From now on they allow these, and nobody else."""
        self._session.execute(delete(AllowedPingRow).where(AllowedPingRow.developer_id == developer_id))
        rows = [{"developer_id": developer_id, "colleague_id": each} for each in sorted(set(colleague_ids))]
        if rows:
            self._session.execute(insert(AllowedPingRow), rows)
