"""The query of the desk's queue: every open request with the columns of its line, in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import Session

from bot.domain.intake.queue import InQueue
from bot.domain.intake.way import TAKES, UNSETTLED, Event
from bot.domain.people import Person
from storage.intake.visibility import readable_by
from storage.models.desk import PutOffRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.people import PersonRow
from storage.plain import Plain

# Put together once: that takes longer than running it.
_REQUESTS, _PUT_OFF = Plain(RequestRow).table, Plain(PutOffRow).table
_BLOCK, _STEP = Plain(RequestEntryRow, name="block").table, Plain(RequestEntryRow, name="step").table
_UNDO = Plain(RequestEntryRow, name="undo").table
_REQUESTER = Plain(PersonRow, name="requester").table
# Only the last step can be taken back, by the one that follows it.
_UNDONE = exists().where(
    _UNDO.c.request_id == _STEP.c.request_id,
    _UNDO.c.number == _STEP.c.number + 1,
    _UNDO.c.event == Event.UNDO,
)
_TAKEN = exists().where(
    _STEP.c.request_id == _REQUESTS.c.id,
    _STEP.c.by_id == _REQUESTS.c.owner_id,
    _STEP.c.event.in_(TAKES),
    ~_UNDONE,
)
_IS_PUT_OFF = and_(
    _PUT_OFF.c.request_id == _REQUESTS.c.id,
    _PUT_OFF.c.done_at.is_(None),
    _PUT_OFF.c.until > bindparam("now"),
)
# It is blocked since the step that says what it waits for.
_BLOCKED = and_(
    _BLOCK.c.request_id == _REQUESTS.c.id,
    _BLOCK.c.event == Event.BLOCK,
    _BLOCK.c.to_state == _REQUESTS.c.state,
    _BLOCK.c.at == _REQUESTS.c.owed_since,
)
_OPEN = (
    select(
        _REQUESTS.c.id,
        _REQUESTS.c.state,
        _REQUESTS.c.branch,
        _REQUESTS.c.kind,
        _REQUESTS.c.happened,
        _REQUESTS.c.owner_id,
        _REQUESTER.c.name.label("requester"),
        _REQUESTS.c.answer_by,
        _REQUESTS.c.promised_for,
        _REQUESTS.c.owed_since,
        _PUT_OFF.c.until,
        _BLOCK.c.facts.label("block"),
        _TAKEN.label("is_taken"),
    )
    .join(_REQUESTER, _REQUESTER.c.id == _REQUESTS.c.requester_id)
    .outerjoin(_PUT_OFF, _IS_PUT_OFF)
    .outerjoin(_BLOCK, _BLOCKED)
    .where(_REQUESTS.c.state.in_(UNSETTLED))
)


class Queue:
    """What is open at the desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_to(self, reader: Person, *, now: Any) -> Sequence[InQueue]:
        """Every open request that somebody may see, in no order."""
        rows = self._session.execute(_OPEN.where(readable_by(reader)), {"now": now})
        return [_in_queue(row) for row in rows]


def _in_queue(row: Any) -> InQueue:
    return InQueue(
        number=row.id,
        state=row.state,
        branch=row.branch,
        kind=row.kind,
        title=row.happened.partition("\n")[0].strip(),
        owner_id=row.owner_id,
        requester=row.requester,
        answer_by=row.answer_by,
        promised_for=row.promised_for,
        owed_since=row.owed_since,
        put_off_until=row.until,
        waits_for=(row.block or {}).get("waits_for") or "",
        is_taken=row.is_taken,
    )
