"""Answers that product managers keep."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.known_answers import KnownAnswer
from storage.models.base import Base


class KnownAnswerRow(Base):
    """One answer. Of those that stand no two have one name; a retired one keeps its own."""

    __tablename__ = "known_answers"
    __table_args__ = (
        Index(
            "uq_known_answers_name",
            "name",
            unique=True,
            sqlite_where=text("name <> '' AND retired_at IS NULL"),
            postgresql_where=text("name <> '' AND retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(150))
    text: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(16))
    page: Mapped[str] = mapped_column(String(500))
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kept_at: Mapped[datetime]
    uses: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]

    def value(self) -> KnownAnswer:
        return KnownAnswer(
            id=self.id,
            name=self.name,
            title=self.title,
            text=self.text,
            locale=self.locale,
            page=self.page,
            kept_by_id=self.kept_by_id,
            kept_at=self.kept_at,
            uses=self.uses,
            retired_at=self.retired_at,
        )
