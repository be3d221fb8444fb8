"""Queries about the four gates: what is on record of somebody, who offered what, who looked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.actions.gates import Document, OnRecord
from bot.domain.goals.job_form_way import Event as FormEvent
from storage.models.actions import GatesViewRow, PostOfferRow
from storage.models.job_forms import JobFormHistoryRow, JobFormRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiSheetRow


class Gates:
    """What is on record as values; days are the company's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rated_forms(self, person_id: int) -> Sequence[tuple[datetime, str]]:
        """When somebody's job-responsibility forms were rated by the other side, and of which period."""
        query = (
            select(JobFormHistoryRow.at, CycleRow.name)
            .join(JobFormRow, JobFormRow.id == JobFormHistoryRow.form_id)
            .join(CycleRow, CycleRow.id == JobFormRow.cycle_id)
            .where(JobFormRow.employee_id == person_id, JobFormHistoryRow.event == FormEvent.RATE)
        )
        return [(row[0], row[1]) for row in self._session.execute(query)]

    def agreed_sheets(self, person_id: int) -> Sequence[tuple[datetime, str]]:
        """When somebody's KPI sheets were agreed on, for which period; empty where it came with a file."""
        query = (
            select(KpiSheetRow.agreed_at, CycleRow.name)
            .outerjoin(CycleRow, CycleRow.id == KpiSheetRow.cycle_id)
            .where(KpiSheetRow.person_id == person_id, KpiSheetRow.agreed_at.is_not(None))
        )
        return [(row[0], row[1] or "") for row in self._session.execute(query) if row[0] is not None]

    def offers(self, person_id: int) -> Sequence[OnRecord]:
        """Other posts that were offered to somebody."""
        query = (
            select(PostOfferRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == PostOfferRow.by_id)
            .where(PostOfferRow.person_id == person_id)
        )
        return [
            OnRecord(document=Document.POST, on=row.offered_on, text=row.text, by=name)
            for row, name in self._session.execute(query)
        ]

    def offer(
        self, person_id: int, *, on: date, text: str, by_id: int, at: datetime, submission: str
    ) -> None:
        """Put one on record; submitting a form twice comes to one."""
        there = select(PostOfferRow.id).where(PostOfferRow.submission == submission)
        if self._session.scalar(there) is None:
            self._session.add(
                PostOfferRow(
                    person_id=person_id,
                    offered_on=on,
                    text=text,
                    by_id=by_id,
                    at=at,
                    submission=submission,
                )
            )
            self._session.flush()

    def note(self, person_id: int, *, by_id: int, at: datetime) -> None:
        """Put on record that somebody looked."""
        self._session.add(GatesViewRow(person_id=person_id, by_id=by_id, at=at))
