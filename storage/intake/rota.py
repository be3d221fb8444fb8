"""Queries about who has the website desk when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.intake.rota import DutyChange, DutyWeek
from storage.missing import found
from storage.models.rota import DutyChangeRow, DutyWeekRow


class Rota:
    """What was decided of weeks, and who has had the desk from when on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def entry(self, week: date) -> DutyWeek | None:
        """What was decided of the week of that Monday; None: whose turn it is has it."""
        return self.entries([week]).get(week)

    def entries(self, weeks: Collection[date]) -> Mapping[date, DutyWeek]:
        """The same of several."""
        rows = self._session.scalars(select(DutyWeekRow).where(DutyWeekRow.week.in_(weeks)))
        return {
            row.week: DutyWeek(week=row.week, person_id=row.person_id, stand_in_id=row.stand_in_id)
            for row in rows
        }

    def decide(self, entry: DutyWeek, *, by_id: int | None, at: datetime) -> None:
        """Write down whose week it is, in place of what was decided before."""
        self._session.execute(delete(DutyWeekRow).where(DutyWeekRow.week == entry.week))
        self._session.add(
            DutyWeekRow(
                week=entry.week,
                person_id=entry.person_id,
                stand_in_id=entry.stand_in_id,
                by_id=by_id,
                at=at,
            )
        )
        self._session.flush()

    def latest_change(self) -> DutyChange | None:
        """Since when who has the desk; None where nobody ever looked."""
        query = select(DutyChangeRow).order_by(DutyChangeRow.id.desc()).limit(1)
        row = self._session.scalar(query)
        return row.value() if row is not None else None

    def change(self, change_id: int) -> DutyChange:
        """Raises Missing."""
        change: DutyChange = found(self._session.get(DutyChangeRow, change_id)).value()
        return change

    def passes_on(
        self, *, week: date, person_id: int, was_id: int | None, carried: Sequence[int], at: datetime
    ) -> DutyChange:
        """From now on that person has the desk."""
        row = DutyChangeRow(
            week=week,
            person_id=person_id,
            was_id=was_id,
            at=at,
            carried=",".join(str(number) for number in carried),
        )
        self._session.add(row)
        self._session.flush()
        return row.value()
