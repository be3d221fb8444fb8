"""What a former manager wrote about somebody whose review went over to another."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class ContributionRow(Base):
    """How it went while they had it, in their own words, as they wrote it last. `items`: what they say of
    single ones: section, item, score, remark.
    """

    __tablename__ = "contributions"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    items: Mapped[list[Any]] = mapped_column(server_default="[]")
