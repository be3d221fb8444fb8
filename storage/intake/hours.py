"""Queries about people's own hours at the website desk."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.intake.hours import as_kept, of_kept
from bot.domain.working_hours import WorkingHours
from storage.models.rota import DeskHoursRow


class DeskHours:
    """Whoever keeps none of their own works when the desk is open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person_id: int) -> WorkingHours | None:
        """Somebody's own hours."""
        kept = self._session.scalar(select(DeskHoursRow.periods).where(DeskHoursRow.person_id == person_id))
        return of_kept(kept) if kept else None

    def keep(self, person_id: int, hours: WorkingHours, *, at: datetime) -> None:
        """In place of those that were kept before."""
        self.drop(person_id)
        self._session.add(DeskHoursRow(person_id=person_id, periods=as_kept(hours), at=at))
        self._session.flush()

    def drop(self, person_id: int) -> None:
        """From now on the desk's own hours are theirs."""
        self._session.execute(delete(DeskHoursRow).where(DeskHoursRow.person_id == person_id))
