"""Queries about briefs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.intake.brief import Brief, Part, Parts
from bot.domain.people import Person
from storage.models.briefs import RequestBriefRow
from storage.people.people import People


class Briefs:
    """Versions of briefs. Whoever adds one has the request locked."""

    def __init__(self, session: Session, people: People) -> None:
        self._session = session
        self._people = people

    def newest(self, request_id: int) -> Brief | None:
        """The version that holds; None before there is one."""
        row = self._session.scalar(
            select(RequestBriefRow)
            .where(RequestBriefRow.request_id == request_id)
            .order_by(RequestBriefRow.number.desc())
            .limit(1)
        )
        if row is None:
            return None
        return Brief(
            request_id=row.request_id,
            number=row.number,
            parts={part: row.parts[part] for part in Part if row.parts.get(part)},
            locale=row.locale,
            by=self._people.get(row.by_id),
            at=row.at,
        )

    def add(self, request_id: int, parts: Parts, *, locale: str, by: Person, at: datetime) -> Brief:
        """The next version."""
        before = self.newest(request_id)
        brief = Brief(
            request_id=request_id,
            number=before.number + 1 if before else 1,
            parts=parts,
            locale=locale,
            by=by,
            at=at,
        )
        self._session.add(
            RequestBriefRow(
                request_id=request_id,
                number=brief.number,
                parts={part.value: text for part, text in parts.items()},
                locale=locale,
                by_id=by.id,
                at=at,
            )
        )
        self._session.flush()
        return brief
