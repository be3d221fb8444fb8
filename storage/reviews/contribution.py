"""Queries about what former managers contribute to a review."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.contribution import Contribution, Written, items_as_kept, items_of_kept
from storage.models.contributions import ContributionRow
from storage.models.people import PersonRow


class Contributions:
    """Contributions as values, one a person and review: the newest, while all of them are kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, review_id: int, *, by_id: int | None = None) -> Sequence[Contribution]:
        """All of a review's, the oldest first; `by_id`: one person's."""
        newest = (
            select(func.max(ContributionRow.id))
            .where(ContributionRow.review_id == review_id)
            .group_by(ContributionRow.person_id)
        )
        query = (
            select(PersonRow.name, ContributionRow.text, ContributionRow.at, ContributionRow.items)
            .join(PersonRow, PersonRow.id == ContributionRow.person_id)
            .where(ContributionRow.id.in_(newest))
            .order_by(ContributionRow.at, PersonRow.id)
        )
        if by_id is not None:
            query = query.where(PersonRow.id == by_id)
        return [
            Contribution(by=name, text=text, at=at, items=items_of_kept(items))
            for name, text, at, items in self._session.execute(query)
        ]

    def write(self, review_id: int, person_id: int, written: Written, *, at: datetime) -> None:
        """What this person says from now on."""
        items = items_as_kept(written.items)
        row = ContributionRow(review_id=review_id, person_id=person_id, text=written.text, at=at, items=items)
        self._session.add(row)
        self._session.flush()
