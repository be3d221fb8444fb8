"""Queries about who follows a request."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.intake.followers import Follower, Via
from bot.domain.intake.links import Link
from storage.models.followers import RequestFollowerRow, RequestLinkRow
from storage.models.intake import RequestRow


class Followers:
    """Who hears of a request beside its requester."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, request_id: int) -> Sequence[Follower]:
        """In the order in which they came."""
        rows = self._session.execute(
            select(RequestFollowerRow, RequestRow.id)
            .outerjoin(
                RequestLinkRow,
                (RequestLinkRow.other_id == RequestFollowerRow.request_id)
                & (RequestLinkRow.link == Link.JOINED),
            )
            .outerjoin(
                RequestRow,
                (RequestRow.id == RequestLinkRow.request_id)
                & (RequestRow.requester_id == RequestFollowerRow.person_id),
            )
            .where(RequestFollowerRow.request_id == request_id)
            .order_by(RequestFollowerRow.since, RequestFollowerRow.person_id, RequestRow.id)
        )
        joined: dict[int, list[int]] = {}
        found: dict[int, RequestFollowerRow] = {}
        for row, own in rows:
            found[row.person_id] = row
            joined.setdefault(row.person_id, []).extend([own] if own else [])
        return [
            Follower(
                request_id=row.request_id,
                person_id=row.person_id,
                since=row.since,
                via=row.via,
                joined=tuple(joined[row.person_id]),
            )
            for row in found.values()
        ]

    def add(self, request_id: int, person_id: int, *, via: Via, at: datetime) -> bool:
        """False where they follow it already, which stays as it is."""
        if self._session.get(RequestFollowerRow, (request_id, person_id)) is not None:
            return False
        self._session.add(RequestFollowerRow(request_id=request_id, person_id=person_id, since=at, via=via))
        self._session.flush()
        return True

    def drop(self, request_id: int, person_id: int) -> None:
        """They hear of it no more."""
        self._session.execute(
            delete(RequestFollowerRow).where(
                RequestFollowerRow.request_id == request_id, RequestFollowerRow.person_id == person_id
            )
        )
