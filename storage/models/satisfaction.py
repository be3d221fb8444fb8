"""How requests went, say those who asked."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.satisfaction import Satisfaction
from storage.models.base import Base
from storage.types import SealedText


class SatisfactionRow(Base):
    """The last word of its requester on a request: whether it went well, and what they added."""

    __tablename__ = "satisfaction"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    good: Mapped[bool]
    words: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime] = mapped_column(index=True)

    def value(self) -> Satisfaction:
        return Satisfaction(
            request_id=self.request_id, by_id=self.by_id, good=self.good, words=self.words, at=self.at
        )
