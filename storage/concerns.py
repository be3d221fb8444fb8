"""Queries about what is wrong."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from typing import cast as typed

from sqlalchemy import String, Table, bindparam, case, cast, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.concerns import Cause, Concern, ConcernFacts
from storage.models.concerns import STILL_OPEN, ConcernRow
from storage.models.people import PersonRow

_TABLE = typed(Table, ConcernRow.__table__)
_ONE_IS_OPEN = ["cause", "subject"]
_NOTE = {
    "sqlite": sqlite.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_ONE_IS_OPEN, index_where=STILL_OPEN)
    .returning(_TABLE.c.id),
    "postgresql": postgresql.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_ONE_IS_OPEN, index_where=STILL_OPEN)
    .returning(_TABLE.c.id),
}
# Asked with every message that is sent: put together once, and past the mapper.
_SETTLE = (
    update(_TABLE)
    .where(
        _TABLE.c.cause == bindparam("of"), _TABLE.c.subject == bindparam("about"), _TABLE.c.gone_at.is_(None)
    )
    .values(gone_at=bindparam("at"))
    .returning(_TABLE.c.id, _TABLE.c.round)
)
_SETTLE_ALL = (
    update(_TABLE)
    .where(
        _TABLE.c.cause.in_(bindparam("causes", expanding=True)),
        _TABLE.c.subject == bindparam("about"),
        _TABLE.c.gone_at.is_(None),
    )
    .values(gone_at=bindparam("at"))
    .returning(_TABLE.c.cause, _TABLE.c.id, _TABLE.c.round)
)
_OPEN = (
    select(_TABLE.c.cause, _TABLE.c.subject)
    .where(
        _TABLE.c.gone_at.is_(None),
        _TABLE.c.cause.in_(bindparam("causes", expanding=True)),
        func.substr(_TABLE.c.subject, 1, func.length(bindparam("about"))) == bindparam("about"),
    )
    .order_by(_TABLE.c.id)
)


class Concerns:
    """What is wrong, by cause and subject."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self, cause: Cause, *, subject: str, facts: Mapping[str, Any], now: datetime
    ) -> tuple[int, int] | None:
        """Open a concern: its id and round. None where this one is open already."""
        number = self._round(cause)
        row = {"cause": cause, "subject": subject, "round": number, "facts": dict(facts), "since": now}
        added = self._session.execute(_NOTE[self._session.get_bind().dialect.name], row).scalar()
        return None if added is None else (added, number)

    def settle(self, cause: Cause, *, subject: str, now: datetime) -> tuple[int, int] | None:
        """Close a concern: its id and round. None where it is not open."""
        facts = {"of": cause, "about": subject, "at": now}
        closed = self._session.execute(_SETTLE, facts).one_or_none()
        return None if closed is None else (closed.id, closed.round)

    def settle_all(
        self, causes: Collection[Cause], *, subject: str, now: datetime
    ) -> Sequence[tuple[Cause, int, int]]:
        """Close what is open of these about a subject: cause, id and round, the first noted first."""
        facts = {"causes": list(causes), "about": subject, "at": now}
        closed = self._session.execute(_SETTLE_ALL, facts)
        return sorted(((row.cause, row.id, row.round) for row in closed), key=lambda each: each[1])

    def facts(self, cause: Cause, *, round: int) -> ConcernFacts:
        """One round of a cause: what is still wrong, and how much was mended."""
        of_round = (ConcernRow.cause == cause, ConcernRow.round == round)
        rows = self._session.scalars(
            select(ConcernRow)
            .where(*of_round, ConcernRow.gone_at.is_(None))
            .order_by(ConcernRow.since, ConcernRow.id)
        )
        found = (Concern(subject=row.subject, facts=row.facts, since=row.since) for row in rows)
        mended = self._session.scalar(select(func.count()).where(*of_round, ConcernRow.gone_at.is_not(None)))
        return ConcernFacts(cause=cause, open=tuple(sorted(found, key=_day_and_name)), mended=mended or 0)

    def latest_round(self, cause: Cause) -> int:
        """The newest round of a cause; 0 where nothing ever was wrong."""
        return self._session.scalar(select(func.max(ConcernRow.round)).where(ConcernRow.cause == cause)) or 0

    def open_rounds(self) -> Sequence[tuple[Cause, int, int]]:
        """Each cause of which something is wrong: its round, and the id of the newest that is."""
        rows = self._session.execute(
            select(ConcernRow.cause, ConcernRow.round, func.max(ConcernRow.id))
            .where(ConcernRow.gone_at.is_(None))
            .group_by(ConcernRow.cause, ConcernRow.round)
        )
        return [(cause, number, newest) for cause, number, newest in rows]

    def counts(self) -> Mapping[Cause, int]:
        """How much is wrong, by cause."""
        counted = select(ConcernRow.cause, func.count()).where(ConcernRow.gone_at.is_(None))
        return {row[0]: row[1] for row in self._session.execute(counted.group_by(ConcernRow.cause))}

    def open_of(self, causes: Collection[Cause], *, about: str = "") -> Sequence[tuple[Cause, str]]:
        """Cause and subject of what is wrong, where the subject begins so."""
        rows = self._session.execute(_OPEN, {"causes": list(causes), "about": about})
        return [(cause, subject) for cause, subject in rows]

    def older(self, causes: Collection[Cause], *, before: datetime) -> Sequence[tuple[Cause, str]]:
        """Cause and subject of what is wrong since before a moment."""
        rows = self._session.execute(
            select(ConcernRow.cause, ConcernRow.subject)
            .where(ConcernRow.gone_at.is_(None), ConcernRow.cause.in_(causes), ConcernRow.since < before)
            .order_by(ConcernRow.id)
        )
        return rows.all()

    def of_people_who_left(self) -> Sequence[tuple[Cause, str]]:
        """Cause and subject of what is wrong with somebody who is not here any more."""
        person = literal("person:") + cast(PersonRow.id, String)
        rows = self._session.execute(
            select(ConcernRow.cause, ConcernRow.subject)
            .join(PersonRow, person == ConcernRow.subject)
            .where(ConcernRow.gone_at.is_(None), PersonRow.left_on.is_not(None))
            .order_by(ConcernRow.id)
        )
        return rows.all()

    def _round(self, cause: Cause) -> int:
        # One statement: between two of them somebody else's round may begin, and would be taken for over.
        still_open = case((ConcernRow.gone_at.is_(None), ConcernRow.round))
        under_way, latest = self._session.execute(
            select(func.max(still_open), func.max(ConcernRow.round)).where(ConcernRow.cause == cause)
        ).one()
        return under_way or (latest or 0) + 1


def _day_and_name(concern: Concern) -> tuple[date, str]:
    # What came up in the same minute came up in any order: whoever looks for a name finds it by its letters.
    return concern.since.date(), str(concern.facts.get("name", ""))
