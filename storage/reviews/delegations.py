"""Queries about who has whose reviews while they are on leave."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.delegation import Delegation
from storage.missing import found, one
from storage.models.delegations import DelegationRow


class Delegations:
    """Delegations as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, delegation_id: int) -> Delegation:
        """It, locked. Raises Missing."""
        query = select(DelegationRow).where(DelegationRow.id == delegation_id).with_for_update()
        (row,) = one(self._session.execute(query.execution_options(populate_existing=True)))
        delegation: Delegation = row.value()
        return delegation

    def look(self, delegation_id: int) -> Delegation:
        """It, for reading. Raises Missing."""
        delegation: Delegation = found(self._session.get(DelegationRow, delegation_id)).value()
        return delegation

    def add(
        self, *, manager_id: int, delegate_id: int, until_on: date, reason: str, by_id: int, at: datetime
    ) -> Delegation:
        row = DelegationRow(
            manager_id=manager_id,
            delegate_id=delegate_id,
            until_on=until_on,
            reason=reason,
            by_id=by_id,
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def end(self, delegation: Delegation, *, by_id: int | None, at: datetime) -> Delegation:
        """Write that a locked one is over."""
        row = self._session.get_one(DelegationRow, delegation.id)
        row.ended_at, row.ended_by_id = at, by_id
        self._session.flush()
        return row.value()

    def standing(self) -> Sequence[Delegation]:
        """Those that are not over, oldest first."""
        query = select(DelegationRow).where(DelegationRow.ended_at.is_(None)).order_by(DelegationRow.id)
        return [row.value() for row in self._session.scalars(query)]

    def standing_of(self, manager_id: int) -> Delegation | None:
        """That of a manager."""
        return next((each for each in self.standing() if each.manager_id == manager_id), None)
