"""Who has whose reviews while they are on leave."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.delegation import Delegation
from storage.models.base import Base
from storage.types import SealedText


class DelegationRow(Base):
    """HR put somebody in a manager's place. `until_on`: the last day; `ended_at`: when it was over."""

    __tablename__ = "delegations"

    id: Mapped[int] = mapped_column(primary_key=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(SealedText())
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    def value(self) -> Delegation:
        return Delegation(
            id=self.id,
            manager_id=self.manager_id,
            delegate_id=self.delegate_id,
            until_on=self.until_on,
            reason=self.reason,
            by_id=self.by_id,
            at=self.at,
            ended_at=self.ended_at,
            ended_by_id=self.ended_by_id,
        )
