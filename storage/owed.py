"""Queries about what waits for whom, light enough to ask of the whole company at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.domain.intake import states as intake
from bot.domain.owed import RequestStep, ReviewStep
from bot.domain.reviews import states as reviews
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, ReviewRow

WAITING_REQUEST_STATES = frozenset({intake.State.NEW, intake.State.ASKED})


class Waiting:
    """Steps that wait for somebody: of some people, or (None) of everybody. Who left owes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reviews(self, people: Collection[int] | None = None) -> Sequence[ReviewStep]:
        """Reviews not approved yet in which one of these people is employee or manager."""
        employee, manager = aliased(PersonRow), aliased(PersonRow)
        query = (
            select(
                ReviewRow.id,
                ReviewRow.cycle_id,
                _count_on(ReviewRow.sheet_id),
                _count_on(ReviewRow.team_sheet_id),
                ReviewRow.state,
                ReviewRow.employee_id,
                employee.name,
                ReviewRow.manager_id,
                manager.name,
                CycleRow.name,
                ReviewRow.owed_since,
                CycleRow.self_score_due,
                CycleRow.self_score_closes,
                CycleRow.approval_due,
            )
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(employee, employee.id == ReviewRow.employee_id)
            .join(manager, manager.id == ReviewRow.manager_id)
            .where(ReviewRow.state.in_(reviews.UNFINISHED), employee.left_on.is_(None))
            .order_by(ReviewRow.id)
        )
        if people is not None:
            query = query.where(ReviewRow.employee_id.in_(people) | ReviewRow.manager_id.in_(people))
        return [
            ReviewStep(
                review_id=review_id,
                cycle_id=cycle_id,
                kpis=count or 0,
                team_kpis=team_count or 0,
                state=state,
                employee_id=employee_id,
                employee=employee_name,
                manager_id=manager_id,
                manager=manager_name,
                period=period,
                owed_since=owed_since,
                self_score_due=due,
                self_score_closes=closes,
                approval_due=approval_due,
            )
            for (
                review_id,
                cycle_id,
                count,
                team_count,
                state,
                employee_id,
                employee_name,
                manager_id,
                manager_name,
                period,
                owed_since,
                due,
                closes,
                approval_due,
            ) in self._session.execute(query)
        ]

    def oldest(self) -> datetime | None:
        """A moment before which nothing that waits now became somebody's; None where nothing waits."""
        review = self._session.scalar(
            select(func.min(ReviewRow.owed_since)).where(ReviewRow.state.in_(reviews.UNFINISHED))
        )
        request = self._session.scalar(
            select(func.min(RequestRow.filed_at)).where(RequestRow.state.in_(WAITING_REQUEST_STATES))
        )
        return min((at for at in (review, request) if at is not None), default=None)

    def requests(self, people: Collection[int] | None = None) -> Sequence[RequestStep]:
        """Requests that wait for an answer or a reply, in which one of these is requester or owner."""
        requester, owner = aliased(PersonRow), aliased(PersonRow)
        asked = (
            select(func.max(RequestEntryRow.at))
            .where(RequestEntryRow.request_id == RequestRow.id, RequestEntryRow.event == intake.Event.ASK)
            .scalar_subquery()
        )
        # Asking again keeps it asked, a reply to the question makes it the desk's again.
        began = (
            select(func.max(RequestEntryRow.at))
            .where(
                RequestEntryRow.request_id == RequestRow.id,
                (RequestEntryRow.event == intake.Event.FILE)
                | (RequestEntryRow.event == intake.Event.ASK)
                | (RequestEntryRow.from_state != RequestEntryRow.to_state),
            )
            .scalar_subquery()
        )
        query = (
            select(
                RequestRow.id,
                RequestRow.state,
                RequestRow.requester_id,
                requester.name,
                RequestRow.owner_id,
                owner.name,
                RequestRow.answer_by,
                began,
                RequestRow.handed_over_at,
                asked,
            )
            .join(requester, requester.id == RequestRow.requester_id)
            .join(owner, owner.id == RequestRow.owner_id)
            .where(RequestRow.state.in_(WAITING_REQUEST_STATES))
            .order_by(RequestRow.id)
        )
        if people is not None:
            query = query.where(RequestRow.requester_id.in_(people) | RequestRow.owner_id.in_(people))
        return [
            RequestStep(
                request_id=request_id,
                state=state,
                requester_id=requester_id,
                requester=requester,
                owner_id=owner_id,
                owner=owner,
                answer_by=answer_by,
                owed_since=max(since, handed_over_at or since) if state is intake.State.NEW else since,
                asked_at=asked_at,
            )
            for (
                request_id,
                state,
                requester_id,
                requester,
                owner_id,
                owner,
                answer_by,
                since,
                handed_over_at,
                asked_at,
            ) in self._session.execute(query)
        ]


def _count_on(sheet: InstrumentedAttribute[Any]) -> ScalarSelect[int]:
    """How many KPIs there are on one of a review's sheets."""
    return select(func.count()).where(KpiItemRow.sheet_id == sheet).correlate(ReviewRow).scalar_subquery()
