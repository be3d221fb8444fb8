"""Queries about who looked at somebody's file."""

from typing import Any

from sqlalchemy import Select, String, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from bot.domain.privacy.looks import PAGE, FileLook, Looked, What
from bot.domain.privacy.looks import Looks as OnePage
from bot.domain.reviews.view_as import Side
from storage.models.actions import GatesViewRow
from storage.models.people import PersonRow
from storage.models.privacy import FileLookRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.view_as import ViewedAsRow

_WHAT = {Side.EMPLOYEE: What.AS_EMPLOYEE, Side.MATRIX: What.MATRIX, Side.CALIBRATION: What.CALIBRATION}

_FILES = {
    FileLook.EXPORT: What.EXPORT,
    FileLook.REVIEWS: What.REVIEWS_FILE,
    FileLook.RESULT: What.RESULT_FILE,
}


class Looks:
    """Every look that was put on record, whoever looked and where."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, person_id: int) -> int:
        """How many there were at somebody's file."""
        every = union_all(*_of(person_id)).subquery()
        return self._session.scalar(select(func.count()).select_from(every)) or 0

    def page(self, person_id: int, number: int) -> OnePage:
        """One page of them, the newest first; the last where there are fewer."""
        total = self.count(person_id)
        pages = max(1, -(-total // PAGE))
        number = min(max(1, number), pages)
        every = union_all(*_of(person_id)).subquery()
        query = (
            select(every.c.what, every.c.at, every.c.period, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == every.c.by_id)
            .order_by(every.c.at.desc(), every.c.what, every.c.id.desc())
            .limit(PAGE)
            .offset((number - 1) * PAGE)
        )
        found = [
            Looked(what=_what(row.what), by=row.name, at=row.at, period=row.period or "")
            for row in self._session.execute(query)
        ]
        return OnePage(found=found, page=number, pages=pages, total=total)


def _what(written: str) -> What:
    if written in set(What):
        return What(written)
    return _WHAT.get(Side(written), What.AS_OTHER)


def _of(person_id: int) -> list[Select[*tuple[Any, ...]]]:
    """Each kind of look: what, who, when, of which period."""
    views = (
        select(
            ViewedAsRow.id.label("id"),
            type_coerce(ViewedAsRow.side, String).label("what"),
            ViewedAsRow.by_id.label("by_id"),
            ViewedAsRow.at.label("at"),
            CycleRow.name.label("period"),
        )
        .join(ReviewRow, ReviewRow.id == ViewedAsRow.review_id)
        .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
        .where(ReviewRow.employee_id == person_id)
    )
    gates = select(
        GatesViewRow.id, literal(What.GATES.value), GatesViewRow.by_id, GatesViewRow.at, null()
    ).where(GatesViewRow.person_id == person_id)
    files = [
        select(FileLookRow.id, literal(what.value), FileLookRow.by_id, FileLookRow.at, null()).where(
            FileLookRow.person_id == person_id, FileLookRow.what == done
        )
        for done, what in _FILES.items()
    ]
    return [views, gates, *files]
