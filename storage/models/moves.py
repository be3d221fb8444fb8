"""What happened to people in the company. Rows are only ever added."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.history import facts_of
from bot.domain.moves import Move, Moved
from storage.models.base import Base


class MoveRow(Base):
    """One thing that happened to one person; see bot.domain.moves."""

    __tablename__ = "moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    move: Mapped[Move]
    day: Mapped[date]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)

    def value(self) -> Moved:
        return Moved(
            person_id=self.person_id,
            move=self.move,
            day=self.day,
            at=self.at,
            facts=facts_of(self.facts),
            import_id=self.import_id,
        )
