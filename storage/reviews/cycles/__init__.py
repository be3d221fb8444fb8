"""Cycles: opened, given other days, withdrawn; what is asked about them stands beside, by subject."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.reviews.cycles import Cycle, Dates, GoalsDates
from bot.domain.reviews.scheme import Scheme, dump_scheme
from storage.missing import found
from storage.models.reviews import (
    CycleExtensionRow,
    CycleRow,
)
from storage.reviews.cycles.finding import FoundCycles
from storage.reviews.cycles.reviews import CyclesReviews, InCycle
from storage.reviews.cycles.told import CyclesTold
from storage.reviews.opening import Opening

__all__ = ["Cycles", "InCycle"]


class Cycles(FoundCycles, CyclesReviews, CyclesTold, Opening):
    """Cycles, and their reviews by the thousand: the number of statements does not grow a person."""

    def add(self, **values: Any) -> int | None:
        """A new cycle's id; None where one of its name stands already, opened a moment ago perhaps."""
        dialect: Dialect = self._session.get_bind().dialect
        table = cast(Table, CycleRow.__table__)
        insert_into = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
        statement = insert_into.values(values).on_conflict_do_nothing().returning(CycleRow.id)
        return self._session.execute(statement).scalar_one_or_none()

    def open_scoring(self, cycle_id: int, dates: Dates, *, at: datetime) -> None:
        """From now on people are scored in a locked cycle, by these days."""
        row = found(self._session.get(CycleRow, cycle_id))
        row.scoring_opened_at = at
        self._set_days(row, dates)

    def withdraw(self, cycle_id: int, *, by_id: int | None, at: datetime, reason: str) -> None:
        """Take a locked cycle back; its row and its reviews' stay."""
        row = found(self._session.get(CycleRow, cycle_id))
        row.withdrawn_at, row.withdrawn_because, row.withdrawn_by_id = at, reason, by_id

    def correct(self, cycle_id: int, scheme: Scheme) -> None:
        """From now on a locked cycle goes by this version of its scheme."""
        row = found(self._session.get(CycleRow, cycle_id))
        row.scheme_version, row.scheme = scheme.version, dump_scheme(scheme)

    def extend(self, cycle: Cycle, dates: Dates, *, by_id: int | None, at: datetime, reason: str) -> None:
        """Give a locked cycle other days; those before stay on record, with the reason."""
        self._session.add(
            CycleExtensionRow(
                cycle_id=cycle.id,
                due_before=cycle.dates.self_score_due,
                closes_before=cycle.dates.self_score_closes,
                closes=dates.self_score_closes,
                by_id=by_id,
                at=at,
                reason=reason,
            )
        )
        self._set_days(found(self._session.get(CycleRow, cycle.id)), dates)

    def extend_goals(
        self, cycle: Cycle, goals: GoalsDates, *, by_id: int | None, at: datetime, reason: str
    ) -> None:
        """Give a locked cycle that is in goals other days; the one before stays on record, with the reason.

        Such a record is told from one about self-scores by its time: it is older than the cycle's scoring.
        """
        before = cycle.goals.due if cycle.goals else goals.due
        self._session.add(
            CycleExtensionRow(
                cycle_id=cycle.id,
                due_before=before,
                closes_before=before,
                closes=goals.due,
                by_id=by_id,
                at=at,
                reason=reason,
            )
        )
        row = found(self._session.get(CycleRow, cycle.id))
        row.goals_due, row.scoring_opens_on = goals.due, goals.scoring_opens_on

    def _set_days(self, row: CycleRow, dates: Dates) -> None:
        row.self_score_due = dates.self_score_due
        row.self_score_closes = dates.self_score_closes
        row.approval_due = dates.approval_due
        row.second_look_due = dates.second_look_due
