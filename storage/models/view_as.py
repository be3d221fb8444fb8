"""Whose view of which review HR has looked at."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.view_as import Side
from storage.models.base import Base


class ViewedAsRow(Base):
    """One look at a review as somebody else sees it: by whom, as whom, when. Appended only."""

    __tablename__ = "viewed_as"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    whom_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    side: Mapped[Side]
    at: Mapped[datetime]
