"""Who takes the second look at a review."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Seated
from storage.models.base import Base


class SecondLookRow(Base):
    """One seat of the second look at a review as it stands: who has it, and since when they have confirmed.

    What happened before, to a round that was sent back, stands in the review's history.
    """

    __tablename__ = "second_looks"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    seat: Mapped[Seat] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    confirmed_at: Mapped[datetime | None]

    def value(self) -> Seated:
        return Seated(seat=self.seat, person_id=self.person_id, confirmed_at=self.confirmed_at)
