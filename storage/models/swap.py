"""Swaps of weeks at the website desk."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.swap import Swap
from bot.domain.intake.swap_way import State
from storage.models.base import Base


class DutySwapRow(Base):
    """Somebody asked a colleague to take their week, for one of the colleague's or for none.

    `submission`: the Slack view that was handed in, so that the same one twice is one swap.
    """

    __tablename__ = "duty_swaps"

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    week: Mapped[date]
    in_return: Mapped[date | None]
    state: Mapped[State]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(String(64), unique=True)

    def value(self) -> Swap:
        return Swap(
            id=self.id,
            asker_id=self.asker_id,
            other_id=self.other_id,
            week=self.week,
            in_return=self.in_return,
            state=self.state,
            asked_at=self.asked_at,
            decided_at=self.decided_at,
            reason=self.reason,
        )
