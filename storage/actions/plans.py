"""Queries about improvement plans that are wanted."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, true, update
from sqlalchemy.orm import Session

from bot.domain.actions.plans import PlanWanted
from storage.models.actions import PlanWantedRow
from storage.models.reviews import CycleRow, ReviewRow


class Plans:
    """Which results want a plan. A review is locked by whoever moves it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, review_ids: Collection[int], people: Collection[int], *, at: datetime) -> None:
        """Each of these wants one from now on."""
        there = {
            row.review_id: row
            for row in self._session.scalars(
                select(PlanWantedRow).where(PlanWantedRow.review_id.in_(review_ids))
            )
        }
        for review_id, person_id in zip(review_ids, people, strict=True):
            row = there.get(review_id)
            if row is None:
                row = PlanWantedRow(review_id=review_id, person_id=person_id)
                self._session.add(row)
            row.since, row.met_at = at, None
        self._session.flush()

    def known(self, review_ids: Collection[int]) -> set[int]:
        """Of which of these one was wanted before, by review."""
        query = select(PlanWantedRow.review_id).where(PlanWantedRow.review_id.in_(review_ids))
        return set(self._session.scalars(query))

    def of_person(self, person_id: int) -> Sequence[PlanWanted]:
        """What is wanted for somebody."""
        return self._of(PlanWantedRow.person_id == person_id)

    def all_wanted(self) -> Sequence[PlanWanted]:
        """What is wanted for anybody."""
        return self._of(true())

    def is_wanted(self, review_id: int) -> bool:
        """Whether a result wants one still."""
        return bool(self._of(PlanWantedRow.review_id == review_id))

    def met(self, review_ids: Collection[int], *, at: datetime) -> None:
        """They are written, or not wanted any more."""
        self._session.execute(
            update(PlanWantedRow)
            .where(PlanWantedRow.review_id.in_(review_ids), PlanWantedRow.met_at.is_(None))
            .values(met_at=at)
        )

    def _of(self, which: ColumnElement[bool]) -> Sequence[PlanWanted]:
        rows = self._session.execute(
            select(PlanWantedRow, CycleRow.name)
            .join(ReviewRow, ReviewRow.id == PlanWantedRow.review_id)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(PlanWantedRow.met_at.is_(None), which)
            .order_by(PlanWantedRow.review_id)
        )
        return [
            PlanWanted(review_id=row.review_id, person_id=row.person_id, period=name, since=row.since)
            for row, name in rows
        ]
