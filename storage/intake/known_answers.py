"""Queries about answers that are kept."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.domain.intake.known_answers import KnownAnswer
from storage.missing import found
from storage.models.known_answers import KnownAnswerRow


class KnownAnswers:
    """Kept answers as values; none is ever deleted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, *, name: str, title: str, text: str, locale: str, page: str, kept_by_id: int, at: datetime
    ) -> KnownAnswer:
        """Keep one. `name` is as `macro_name` gives it, or empty, and no other that stands has it."""
        row = KnownAnswerRow(
            name=name,
            title=title,
            text=text,
            locale=locale,
            page=page,
            kept_by_id=kept_by_id,
            kept_at=at,
            uses=0,
            retired_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def get(self, answer_id: int) -> KnownAnswer:
        """Retired ones too. Raises Missing."""
        row: KnownAnswerRow = found(self._session.get(KnownAnswerRow, answer_id))
        return row.value()

    def some(self, ids: Collection[int]) -> Sequence[KnownAnswer]:
        """Those of these that stand, in the order of their ids."""
        rows = self._session.scalars(
            select(KnownAnswerRow)
            .where(KnownAnswerRow.id.in_(ids), KnownAnswerRow.retired_at.is_(None))
            .order_by(KnownAnswerRow.id)
        )
        return [row.value() for row in rows]

    def named(self, name: str) -> KnownAnswer | None:
        """The one that stands under this name."""
        row = self._session.scalar(
            select(KnownAnswerRow).where(KnownAnswerRow.name == name, KnownAnswerRow.retired_at.is_(None))
        )
        return None if row is None else row.value()

    def listed(self) -> Sequence[KnownAnswer]:
        """All that stand, the most used first, then the newest."""
        rows = self._session.scalars(
            select(KnownAnswerRow)
            .where(KnownAnswerRow.retired_at.is_(None))
            .order_by(KnownAnswerRow.uses.desc(), KnownAnswerRow.id.desc())
        )
        return [row.value() for row in rows]

    def used(self, answer_id: int) -> None:
        """It was the answer once more."""
        self._session.execute(
            update(KnownAnswerRow).where(KnownAnswerRow.id == answer_id).values(uses=KnownAnswerRow.uses + 1)
        )

    def retire(self, answer_id: int, *, at: datetime) -> None:
        """It is not given any more; one that was retired earlier stays so since then."""
        self._session.execute(
            update(KnownAnswerRow)
            .where(KnownAnswerRow.id == answer_id, KnownAnswerRow.retired_at.is_(None))
            .values(retired_at=at)
        )
