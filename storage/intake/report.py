"""Queries of the desk's figures: what happened to requests, and around them, in some days."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.report import Around
from bot.domain.intake.report_cases import TELLING, Stepped, Told
from bot.domain.intake.similar import Choice
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.pings import DeflectedPingRow, StrangerPingRow
from storage.models.report import ReportToldRow
from storage.models.similar import OfferedChoiceRow


class DeskReports:
    """Two statements for the requests, whatever their number; one for each thing around them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def told(self, *, start: datetime, end: datetime) -> Sequence[Told]:
        """Every request to which something happened from `start` until before `end`."""
        rows = self._session.execute(
            select(
                RequestRow.id,
                RequestRow.requester_id,
                RequestRow.branch,
                RequestRow.page,
                RequestRow.kind,
                RequestRow.filed_at,
                RequestRow.is_private,
            )
            .where(RequestRow.id.in_(_touched(start, end)))
            .order_by(RequestRow.id)
        )
        return [Told(*row) for row in rows]

    def steps(self, *, start: datetime, end: datetime) -> Sequence[Stepped]:
        """What of these requests' whole history until then a report reads, in its order."""
        rows = self._session.execute(
            select(
                RequestEntryRow.request_id,
                RequestEntryRow.number,
                RequestEntryRow.event,
                RequestEntryRow.from_state,
                RequestEntryRow.to_state,
                RequestEntryRow.at,
            )
            .where(
                RequestEntryRow.request_id.in_(_touched(start, end)),
                RequestEntryRow.at < end,
                or_(
                    RequestEntryRow.event.in_(TELLING),
                    RequestEntryRow.from_state != RequestEntryRow.to_state,
                ),
            )
            .order_by(RequestEntryRow.request_id, RequestEntryRow.number)
        )
        return [Stepped(*row) for row in rows]

    def around(self, *, start: datetime, end: datetime) -> Around:
        """What did not become a request in these days."""
        chosen = dict(
            self._session.execute(
                select(OfferedChoiceRow.choice, func.count())
                .where(OfferedChoiceRow.at >= start, OfferedChoiceRow.at < end)
                .group_by(OfferedChoiceRow.choice)
            ).all()
        )
        ours = select(func.count(), func.count(DeflectedPingRow.request_id))
        deflected, became = self._session.execute(
            ours.where(DeflectedPingRow.at >= start, DeflectedPingRow.at < end)
        ).one()
        strangers = select(func.count()).select_from(StrangerPingRow)
        others = self._session.scalar(strangers.where(StrangerPingRow.at >= start, StrangerPingRow.at < end))
        return Around(
            solved=chosen.get(Choice.SOLVED, 0),
            followed=chosen.get(Choice.FOLLOWED, 0),
            deflected=deflected + (others or 0),
            became=became,
        )

    def were_told(self, person_ids: Collection[int], *, week: date) -> frozenset[int]:
        """Those of these people to whom that week was announced."""
        query = select(ReportToldRow.person_id).where(
            ReportToldRow.person_id.in_(person_ids), ReportToldRow.week == week
        )
        return frozenset(self._session.scalars(query))

    def record(self, person_id: int, *, week: date, at: datetime) -> bool:
        """It is announced to them now; False where another process was first."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        made = insert(ReportToldRow).values(person_id=person_id, week=week, at=at).on_conflict_do_nothing()
        return self._session.scalar(made.returning(ReportToldRow.person_id)) is not None


def _touched(start: datetime, end: datetime) -> Select[int]:
    return select(RequestEntryRow.request_id).where(RequestEntryRow.at >= start, RequestEntryRow.at < end)
