"""What a former manager wrote about somebody whose review went over to another. Rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.types import SealedJson, SealedText


class ContributionRow(Base):
    """How it went while they had it, in their own words; of one person the newest row holds. `items`: what
    they say of single ones: section, item, score, remark.
    """

    __tablename__ = "contributions"
    __table_args__ = (Index("ix_contributions_review_id_person_id", "review_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime]
    items: Mapped[list[Any]] = mapped_column(SealedJson(), server_default="[]")
