"""Queries for the Home tab: how things are, in a few light statements."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.home import MyRequest, MyReview
from bot.domain.intake.way import REQUEST, UNSETTLED
from bot.domain.intake.way import State as RequestState
from bot.domain.reviews.way import COUNTING, DECIDED, REVIEW
from bot.domain.reviews.way import State as ReviewState
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow


class Overview:
    """Everything without scores."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest_review(self, employee_id: int) -> MyReview | None:
        """A person's newest review that was not withdrawn."""
        row = self._session.execute(
            select(ReviewRow, CycleRow, PersonRow.name)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(PersonRow, PersonRow.id == ReviewRow.manager_id)
            .where(ReviewRow.employee_id == employee_id, ReviewRow.state.in_(COUNTING))
            .order_by(CycleRow.opened_at.desc(), ReviewRow.id.desc())
            .limit(1)
        ).first()
        if row is None:
            return None
        review, cycle, manager = row
        return MyReview(
            review_id=review.id,
            cycle_id=cycle.id,
            manager_id=review.manager_id,
            period=cycle.name,
            stage=REVIEW.stage(review.state),
            manager=manager,
            self_score_due=cycle.self_score_due,
            self_score_closes=cycle.self_score_closes,
            approval_due=cycle.approval_due,
        )

    def latest_cycle_of_manager(self, manager_id: int) -> int | None:
        """The newest cycle in which somebody reports to this person."""
        return self._session.scalar(
            select(ReviewRow.cycle_id)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(ReviewRow.manager_id == manager_id, ReviewRow.state.in_(COUNTING))
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
            .limit(1)
        )

    def review_counts(self, cycle_id: int) -> Mapping[ReviewState, int]:
        """How many reviews of a cycle are in which state; who left undecided is not counted."""
        query = (
            select(ReviewRow.state, func.count())
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                PersonRow.left_on.is_(None) | ReviewRow.state.in_(DECIDED),
            )
            .group_by(ReviewRow.state)
        )
        return dict(self._session.execute(query).all())

    def open_requests(self, requester_id: int, *, limit: int) -> Sequence[MyRequest]:
        """A person's requests that are not settled, newest first."""
        owner = aliased(PersonRow)
        rows = self._session.execute(
            select(RequestRow, owner.name)
            .join(owner, owner.id == RequestRow.owner_id)
            .where(RequestRow.requester_id == requester_id, RequestRow.state.in_(UNSETTLED))
            .order_by(RequestRow.id.desc())
            .limit(limit)
        )
        return [
            MyRequest(
                number=row.id,
                title=row.happened.partition("\n")[0].strip(),
                stage=REQUEST.stage(row.state),
                owner=name,
            )
            for row, name in rows
        ]

    def request_counts(self, *, requester_id: int | None = None) -> Mapping[RequestState, int]:
        """How many unsettled requests are in which state: one requester's, or everybody's."""
        query = (
            select(RequestRow.state, func.count())
            .where(RequestRow.state.in_(UNSETTLED))
            .group_by(RequestRow.state)
        )
        if requester_id is not None:
            query = query.where(RequestRow.requester_id == requester_id)
        return dict(self._session.execute(query).all())
