"""Queries for looking at a review as somebody else: which are before them, and who looked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.domain.people import Person
from bot.domain.reviews.view_as import Glance, Side
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.second_look import SecondLookRow
from storage.models.view_as import ViewedAsRow
from storage.people.people import People

MOST_REVIEWS = 100
"""As many as a menu holds."""


class ViewsAs:
    """Glances as values; what was looked at is appended only."""

    def __init__(self, session: Session, people: People) -> None:
        self._session = session
        self._people = people

    def glances(self, whom: Person, *, review_id: int | None = None) -> Sequence[Glance]:
        """Every review that is before somebody, the newest first; or that one, if it is."""
        seated = select(SecondLookRow.review_id).where(SecondLookRow.person_id == whom.id)
        query = (
            select(
                ReviewRow.id,
                ReviewRow.employee_id,
                ReviewRow.manager_id,
                ReviewRow.delegate_id,
                CycleRow.name,
            )
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(
                or_(
                    ReviewRow.employee_id == whom.id,
                    ReviewRow.manager_id == whom.id,
                    ReviewRow.delegate_id == whom.id,
                    ReviewRow.id.in_(seated),
                )
            )
            .order_by(ReviewRow.id.desc())
            .limit(MOST_REVIEWS)
        )
        if review_id is not None:
            query = query.where(ReviewRow.id == review_id)
        rows = self._session.execute(query).all()
        people = {each.id: each for each in self._people.values([row.employee_id for row in rows])}
        return [
            Glance(
                review_id=row.id,
                period=row.name,
                whom=whom,
                employee=people[row.employee_id],
                side=_side(whom, employee_id=row.employee_id, scored_by={row.manager_id, row.delegate_id}),
            )
            for row in rows
        ]

    def note(self, glance: Glance, *, by: Person, at: datetime) -> None:
        """Put on record who looked, as whom, at what."""
        row = ViewedAsRow(
            review_id=glance.review_id, by_id=by.id, whom_id=glance.whom.id, side=glance.side, at=at
        )
        self._session.add(row)

    def note_named(self, reviews: Mapping[int, int], *, side: Side, by: Person, at: datetime) -> None:
        """Put on record who read of these people, and where. `reviews`: by their ids, whose each is."""
        self._session.add_all(
            ViewedAsRow(review_id=review_id, by_id=by.id, whom_id=employee_id, side=side, at=at)
            for review_id, employee_id in reviews.items()
        )


def _side(whom: Person, *, employee_id: int, scored_by: set[int | None]) -> Side:
    if whom.id == employee_id:
        return Side.EMPLOYEE
    return Side.MANAGER if whom.id in scored_by else Side.SECOND_LOOK
