"""The query of what lies with developers: each with the columns of its line, in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.domain.intake.handover_list import Handed
from bot.domain.intake.handover_way import OPEN
from storage.models.handover import HandoverRow
from storage.models.intake import RequestRow
from storage.people.people import People
from storage.plain import Plain

_HANDOVERS, _REQUESTS = Plain(HandoverRow).table, Plain(RequestRow).table
_OPEN = (
    select(
        _HANDOVERS.c.id,
        _HANDOVERS.c.request_id,
        _HANDOVERS.c.state,
        _HANDOVERS.c.due_on,
        _HANDOVERS.c.owed_since,
        _HANDOVERS.c.assignee_id,
        _REQUESTS.c.owner_id,
        _REQUESTS.c.requester_id,
        _REQUESTS.c.is_private,
        _REQUESTS.c.branch,
        _REQUESTS.c.happened,
    )
    .join(_REQUESTS, _REQUESTS.c.id == _HANDOVERS.c.request_id)
    .where(_HANDOVERS.c.state.in_(OPEN))
)


class HandoverLists:
    """What lies with developers."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = People(session)

    def count(self, *, assignee_id: int | None) -> int:
        """How many somebody has, or with None all have."""
        query = select(func.count()).select_from(_HANDOVERS).where(_HANDOVERS.c.state.in_(OPEN))
        return int(self._session.scalar(query.where(*_with(assignee_id))) or 0)

    def page(self, *, assignee_id: int | None, first: int, most: int) -> Sequence[Handed]:
        """So many of the same after the first ones: what is wanted first, then what has no day."""
        order = (_HANDOVERS.c.due_on.is_(None), _HANDOVERS.c.due_on, _HANDOVERS.c.id)
        rows = self._session.execute(
            _OPEN.where(*_with(assignee_id)).order_by(*order).offset(first).limit(most)
        ).all()
        wanted = {person for row in rows for person in (row.assignee_id, row.owner_id)}
        people = {each.id: each for each in self._people.values(wanted)} if wanted else {}
        return [_handed(row, people) for row in rows]


def _with(assignee_id: int | None) -> Sequence[ColumnElement[bool]]:
    return [] if assignee_id is None else [_HANDOVERS.c.assignee_id == assignee_id]


def _handed(row: Any, people: Any) -> Handed:
    return Handed(
        id=row.id,
        request_id=row.request_id,
        state=row.state,
        due_on=row.due_on,
        owed_since=row.owed_since,
        assignee=people[row.assignee_id],
        owner=people[row.owner_id],
        requester_id=row.requester_id,
        is_private=row.is_private,
        branch=row.branch,
        title=row.happened.partition("\n")[0].strip(),
    )
