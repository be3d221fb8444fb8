"""Queries about the glossary."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.domain.intake.glossary import Kept, Term
from storage.models.glossary import GlossaryTermRow
from storage.models.people import PersonRow

_CHANGING = 5_150_030
"""The number of PostgreSQL's lock on the glossary."""

_STANDING = (
    select(GlossaryTermRow, PersonRow.name)
    .outerjoin(PersonRow, PersonRow.id == GlossaryTermRow.by_id)
    .where(GlossaryTermRow.is_newest, GlossaryTermRow.is_retired.is_(False))
    .order_by(func.lower(GlossaryTermRow.technical), GlossaryTermRow.term)
)


class GlossaryTerms:
    """The terms that are kept. Whoever changes them locks them first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Wait until nobody else changes the glossary. SQLite has one writer anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_CHANGING)))

    def standing(self) -> Sequence[Kept]:
        """Every term that was not retired, by what developers call it."""
        rows = self._session.execute(_STANDING)
        return [Kept(term=_term(row), by=name or "", at=row.at) for row, name in rows]

    def find(self, term_id: int) -> Kept | None:
        """A term as it stands; None where there is none, or it was retired."""
        found = self._session.execute(_STANDING.where(GlossaryTermRow.term == term_id)).one_or_none()
        return None if found is None else Kept(term=_term(found[0]), by=found[1] or "", at=found[0].at)

    def save(self, term: Term, *, by_id: int | None, at: datetime, is_retired: bool = False) -> Term:
        """Add a term, or the next version of one; returns it as it is kept."""
        number = term.id or (self._session.scalar(select(func.max(GlossaryTermRow.term))) or 0) + 1
        last = self._session.scalar(
            select(func.max(GlossaryTermRow.version)).where(GlossaryTermRow.term == number)
        )
        self._session.execute(
            update(GlossaryTermRow).where(GlossaryTermRow.term == number).values(is_newest=False)
        )
        row = GlossaryTermRow(
            term=number,
            version=(last or 0) + 1,
            is_newest=True,
            words={language: list(words) for language, words in term.words.items()},
            technical=term.technical,
            note=term.note,
            is_retired=is_retired,
            by_id=by_id,
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        return _term(row)


def _term(row: GlossaryTermRow) -> Term:
    return Term(
        id=row.term,
        version=row.version,
        words={language: tuple(words) for language, words in row.words.items()},
        technical=row.technical,
        note=row.note,
    )
