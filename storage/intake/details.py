"""Queries about what only some requests say."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.domain.intake.details import NO_DETAILS, Details
from storage.models.intake import RequestDetailsRow
from storage.plain import Plain

_DETAILS = Plain(RequestDetailsRow)
_OF = select(*_DETAILS.columns).where(_DETAILS.table.c.request_id == bindparam("request_id"))


def details_of(session: Session, request_id: int) -> Details:
    """What that request says beside what all do."""
    row = session.execute(_OF, {"request_id": request_id}).one_or_none()
    details: Details = _DETAILS.of(row).value() if row else NO_DETAILS
    return details


def add_details(session: Session, request_id: int, details: Details) -> None:
    """Of a request that was filed just now; nothing where it says no more than all do."""
    if details != NO_DETAILS:
        row = RequestDetailsRow(
            request_id=request_id,
            device=details.device,
            reach=details.reach,
            for_whom=details.for_whom,
            wished_by=details.wished_by,
            extra=[list(each) for each in details.extra],
        )
        session.add(row)
        session.flush()
