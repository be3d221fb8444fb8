"""Queries about who is away."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.domain.absences import Absence, Source
from storage.models.absences import AbsenceRow

BATCH = 500

_COUNTS = or_(AbsenceRow.ended_on.is_(None), AbsenceRow.ended_on > AbsenceRow.first)
"""One that was taken back before it began never was."""


class Absences:
    """Who is away when. What is taken back stays, with the day from which it counts no more.

    `concern` is told whose Homes show what changes.
    """

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        self._session = session
        self._concern = concern

    def of(
        self, person_ids: Collection[int], *, since: date | None = None
    ) -> Mapping[int, tuple[Absence, ...]]:
        """The absences of each of these people, by their first day; nothing for whoever has none.

        `since`: only those that go on on that day or begin later.
        """
        wanted = sorted(person_ids)
        found: dict[int, tuple[Absence, ...]] = {}
        for start in range(0, len(wanted), BATCH):
            some = wanted[start : start + BATCH]
            found.update(self._found(AbsenceRow.person_id.in_(some), since=since))
        return found

    def on(self, day: date) -> Mapping[int, tuple[Absence, ...]]:
        """Everybody who is away on a day, with what they have from then on."""
        return {
            person_id: absences
            for person_id, absences in self.since(day).items()
            if any(each.covers(day) for each in absences)
        }

    def since(self, day: date) -> Mapping[int, tuple[Absence, ...]]:
        """All absences of everybody that go on on a day or begin later."""
        return self._found(since=day)

    def add(
        self,
        spans: Iterable[tuple[int, date, date | None]],
        *,
        source: Source,
        by_id: int | None,
        at: datetime,
        status_expires: int | None = None,
    ) -> None:
        """Write down absences: whose, first day, last day."""
        rows = [
            AbsenceRow(
                person_id=person_id,
                first=first,
                last=last,
                source=source,
                by_id=by_id,
                at=at,
                status_expires=status_expires,
            )
            for person_id, first, last in spans
        ]
        self._session.add_all(rows)
        self._session.flush()
        self._concern([row.person_id for row in rows])

    def end(self, absence_id: int, *, on: date, by: Source, at: datetime) -> None:
        """It counts no more from that day on."""
        row = self._session.get_one(AbsenceRow, absence_id)
        row.ended_on, row.ended_at, row.ended_by = on, at, by
        self._session.flush()
        self._concern([row.person_id])

    def said_by_the_file(self, *, since: date) -> Sequence[tuple[Absence, bool]]:
        """What the leave file says of that day and later, as it stands there; and whether the person
        has taken it back since.
        """
        rows = self._session.scalars(
            select(AbsenceRow)
            .where(AbsenceRow.source == Source.FILE, _not_over(since))
            .where(or_(AbsenceRow.ended_by.is_(None), AbsenceRow.ended_by != Source.FILE))
            .order_by(AbsenceRow.id)
        )
        return [(_value(row, row.last), row.ended_on is not None) for row in rows]

    def status_of(self, person_id: int) -> tuple[Absence, int] | None:
        """The absence of the Slack status that stands, and when that expires; None where none stands."""
        row = self._standing(person_id)
        return (_effective(row), row.status_expires or 0) if row else None

    def status_is_gone(self, person_id: int) -> None:
        """The status was taken away: the next one is a new word, even if it is the same."""
        row = self._standing(person_id)
        if row is not None:
            row.status_expires = None
            self._session.flush()

    def _standing(self, person_id: int) -> AbsenceRow | None:
        return self._session.scalars(
            select(AbsenceRow)
            .where(AbsenceRow.person_id == person_id, AbsenceRow.status_expires.is_not(None))
            .order_by(AbsenceRow.id.desc())
        ).first()

    def _found(
        self, *of: ColumnElement[bool], since: date | None = None
    ) -> Mapping[int, tuple[Absence, ...]]:
        query = select(AbsenceRow).where(_COUNTS, *of)
        if since is not None:
            still = or_(AbsenceRow.ended_on.is_(None), AbsenceRow.ended_on > since)
            query = query.where(_not_over(since), still)
        found: dict[int, list[Absence]] = {}
        for row in self._session.scalars(query.order_by(AbsenceRow.first, AbsenceRow.id)):
            found.setdefault(row.person_id, []).append(_effective(row))
        return {person_id: tuple(absences) for person_id, absences in found.items()}


def _not_over(since: date) -> ColumnElement[bool]:
    return or_(AbsenceRow.last.is_(None), AbsenceRow.last >= since)


def _effective(row: AbsenceRow) -> Absence:
    """Until the day before it was ended, where it was."""
    if row.ended_on is None:
        return _value(row, row.last)
    before = row.ended_on - timedelta(days=1)
    return _value(row, before if row.last is None else min(row.last, before))


def _value(row: AbsenceRow, last: date | None) -> Absence:
    return Absence(person_id=row.person_id, first=row.first, last=last, source=row.source, id=row.id)
