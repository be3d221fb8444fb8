"""How people were reached about what was handed over to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.climb import Contact, Outcome, Rung
from storage.models.base import Base
from storage.types import SealedText


class HandoverContactRow(Base):
    """One try. `submission`: the Slack view in which a call was logged."""

    __tablename__ = "handover_contacts"
    __table_args__ = (UniqueConstraint("handover_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"))
    number: Mapped[int]
    since: Mapped[datetime]
    rung: Mapped[Rung]
    outcome: Mapped[Outcome]
    at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(SealedText())
    message_id: Mapped[str] = mapped_column(String(120))
    submission: Mapped[str | None] = mapped_column(String(64), unique=True)

    def value(self) -> Contact:
        return Contact(
            number=self.number,
            since=self.since,
            rung=self.rung,
            outcome=self.outcome,
            at=self.at,
            person_id=self.person_id,
            by_id=self.by_id,
            words=self.words,
            message_id=self.message_id,
        )
