"""Queries for the Home tab: where things stand, in a few light statements."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.intake.states import CLOSED
from bot.domain.intake.states import State as RequestState
from bot.domain.reviews.states import State as ReviewState
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow


class Overview:
    """Standings without scores."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest_review(self, employee_id: int) -> tuple[ReviewRow, CycleRow, str] | None:
        """A person's newest review that was not withdrawn, its cycle and its manager's name."""
        return self._session.execute(
            select(ReviewRow, CycleRow, PersonRow.name)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(PersonRow, PersonRow.id == ReviewRow.manager_id)
            .where(ReviewRow.employee_id == employee_id, ReviewRow.state != ReviewState.WITHDRAWN)
            .order_by(CycleRow.opened_at.desc(), ReviewRow.id.desc())
            .limit(1)
        ).first()

    def latest_cycle_of_manager(self, manager_id: int) -> int | None:
        """The newest cycle in which somebody reports to this person."""
        return self._session.scalar(
            select(ReviewRow.cycle_id)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(ReviewRow.manager_id == manager_id, ReviewRow.state != ReviewState.WITHDRAWN)
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
            .limit(1)
        )

    def review_counts(self, cycle_id: int) -> Mapping[ReviewState, int]:
        """How many reviews of a cycle stand where; who left unscored is not counted."""
        query = (
            select(ReviewRow.state, func.count())
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                PersonRow.left_on.is_(None) | (ReviewRow.state == ReviewState.SCORED),
            )
            .group_by(ReviewRow.state)
        )
        return dict(self._session.execute(query).all())

    def open_requests(self, requester_id: int, *, limit: int) -> Sequence[tuple[RequestRow, str]]:
        """A person's requests that are not settled, newest first, with their owners' names."""
        owner = aliased(PersonRow)
        query = (
            select(RequestRow, owner.name)
            .join(owner, owner.id == RequestRow.owner_id)
            .where(RequestRow.requester_id == requester_id, RequestRow.state.not_in(CLOSED))
            .order_by(RequestRow.id.desc())
            .limit(limit)
        )
        return self._session.execute(query).all()

    def request_counts(self, *, requester_id: int | None = None) -> Mapping[RequestState, int]:
        """How many open requests stand where: one requester's, or everybody's."""
        query = (
            select(RequestRow.state, func.count())
            .where(RequestRow.state.not_in(CLOSED))
            .group_by(RequestRow.state)
        )
        if requester_id is not None:
            query = query.where(RequestRow.requester_id == requester_id)
        return dict(self._session.execute(query).all())
