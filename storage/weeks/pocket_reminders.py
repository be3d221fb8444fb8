"""Queries about reminders of an empty pocket: who was told when, and who does not want to be."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.goals.way import COUNTING
from bot.domain.weeks.pocket_reminder import Running, month_of
from storage.models.goals import GoalsRow
from storage.models.pocket import PocketReminderRow, PocketSilenceRow
from storage.models.reviews import CycleRow


class PocketReminders:
    """A person and a month make at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def running(self, person_ids: Collection[int], *, day: date) -> Mapping[int, Running]:
        """The period of each of these whose goals run on that day."""
        query = (
            select(GoalsRow.employee_id, CycleRow.name, CycleRow.starts_on, CycleRow.ends_on)
            .join(CycleRow, CycleRow.id == GoalsRow.cycle_id)
            .where(
                GoalsRow.employee_id.in_(person_ids),
                GoalsRow.state.in_(COUNTING),
                CycleRow.starts_on <= day,
                CycleRow.ends_on >= day,
                CycleRow.withdrawn_at.is_(None),
            )
            .order_by(CycleRow.starts_on, CycleRow.id)
        )
        return {
            person_id: Running(period=name, starts_on=starts_on, ends_on=ends_on)
            for person_id, name, starts_on, ends_on in self._session.execute(query)
        }

    def record(self, person_ids: Collection[int], *, day: date) -> None:
        """They are told with the reminder of that day; whoever was told in its month already is not again."""
        if not person_ids:
            return
        dialect = self._session.get_bind().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        rows = [{"person_id": person, "month": month_of(day), "day": day} for person in sorted(person_ids)]
        self._session.execute(insert(PocketReminderRow).on_conflict_do_nothing(), rows)

    def forget(self, person_id: int, *, day: date) -> None:
        """The reminder of that day was never sent."""
        self._session.execute(
            delete(PocketReminderRow).where(
                PocketReminderRow.person_id == person_id, PocketReminderRow.day == day
            )
        )

    def was_told(self, person_id: int, *, day: date) -> bool:
        """Whether the reminder of that day tells of it."""
        query = select(PocketReminderRow.day).where(
            PocketReminderRow.person_id == person_id, PocketReminderRow.day == day
        )
        return self._session.scalar(query) is not None

    def last(self, person_id: int) -> date | None:
        """The day of the last reminder that told of it."""
        told = select(func.max(PocketReminderRow.day)).where(PocketReminderRow.person_id == person_id)
        return self._session.scalar(told)

    def silent(self, person_ids: Collection[int]) -> frozenset[int]:
        """Who of these does not want to be told."""
        query = select(PocketSilenceRow.person_id).where(PocketSilenceRow.person_id.in_(person_ids))
        return frozenset(self._session.scalars(query))

    def silence(self, person_id: int, *, at: datetime) -> None:
        """Not to be told any more."""
        self._session.merge(PocketSilenceRow(person_id=person_id, at=at))

    def speak(self, person_id: int) -> None:
        """To be told again."""
        self._session.execute(delete(PocketSilenceRow).where(PocketSilenceRow.person_id == person_id))
