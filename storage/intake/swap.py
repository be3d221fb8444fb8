"""Queries about swaps of weeks at the website desk."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.domain.intake.swap import Swap
from bot.domain.intake.swap_way import BEGUN, OPEN, State
from storage.missing import found, one
from storage.models.swap import DutySwapRow


class Swaps:
    """Swaps as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, swap_id: int) -> Swap:
        """The swap, locked, so that two clicks are one after the other. Raises Missing."""
        query = select(DutySwapRow).where(DutySwapRow.id == swap_id).with_for_update()
        # It may have been looked at before it was waited for.
        query = query.execution_options(populate_existing=True)
        (row,) = one(self._session.execute(query))
        swap: Swap = row.value()
        return swap

    def look(self, swap_id: int) -> Swap:
        """The swap as it is, for reading. Raises Missing."""
        swap: Swap = found(self._session.get(DutySwapRow, swap_id)).value()
        return swap

    def add(
        self,
        *,
        asker_id: int,
        other_id: int,
        week: date,
        in_return: date | None,
        submission: str,
        at: datetime,
    ) -> Swap:
        """One that is asked just now."""
        row = DutySwapRow(
            asker_id=asker_id,
            other_id=other_id,
            week=week,
            in_return=in_return,
            state=BEGUN,
            asked_at=at,
            decided_at=None,
            reason="",
            submission=submission,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def move(self, swap: Swap, *, to: State, at: datetime, reason: str) -> Swap:
        """Write where a locked one is now; returns it as it is now."""
        row = self._session.get_one(DutySwapRow, swap.id)
        row.state, row.decided_at, row.reason = to, at, reason
        self._session.flush()
        return replace(swap, state=to, decided_at=at, reason=reason)

    def of_submission(self, submission: str) -> Swap | None:
        """The one that came of a submitted view."""
        row = self._session.scalar(select(DutySwapRow).where(DutySwapRow.submission == submission))
        return row.value() if row is not None else None

    def open_over(self, weeks: Collection[date]) -> Sequence[Swap]:
        """Those that wait for an answer and are about one of these weeks."""
        return self._open(or_(DutySwapRow.week.in_(weeks), DutySwapRow.in_return.in_(weeks)))

    def all_open(self) -> Sequence[Swap]:
        """All that wait for an answer."""
        return self._open()

    def _open(self, *about: ColumnElement[bool]) -> Sequence[Swap]:
        query = select(DutySwapRow).where(DutySwapRow.state.in_(OPEN), *about).order_by(DutySwapRow.id)
        return [row.value() for row in self._session.scalars(query)]
