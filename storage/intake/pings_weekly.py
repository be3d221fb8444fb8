"""Queries about who hears once a week how many interruptions were kept away, and how many those were."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.pings_weekly import PingCount, Wish
from storage.models.pings import DeflectedPingRow, PingedDeveloperRow, PingsWeeklyRow, StrangerPingRow


class PingsWeekly:
    """Whoever asked for it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wishes(self, person_ids: Collection[int] | None = None) -> list[Wish]:
        """Of everybody who wants it, or of those of these people who do."""
        query = select(PingsWeeklyRow.person_id, PingsWeeklyRow.since, PingsWeeklyRow.told_at)
        if person_ids is not None:
            query = query.where(PingsWeeklyRow.person_id.in_(person_ids))
        return [
            Wish(person_id=person_id, since=since, told_at=told_at)
            for person_id, since, told_at in self._session.execute(query.order_by(PingsWeeklyRow.person_id))
        ]

    def want(self, person_id: int, *, now: datetime) -> None:
        """From now on they hear it. Safe to run twice."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(PingsWeeklyRow).values(person_id=person_id, since=now)
        self._session.execute(statement.on_conflict_do_nothing(index_elements=["person_id"]))

    def forgo(self, person_id: int) -> None:
        """They hear it no more."""
        self._session.execute(delete(PingsWeeklyRow).where(PingsWeeklyRow.person_id == person_id))

    def told(self, wish: Wish, *, moment: datetime) -> bool:
        """They are told of the week up to that moment; False where another process was first."""
        statement = (
            update(PingsWeeklyRow)
            .where(
                PingsWeeklyRow.person_id == wish.person_id,
                (PingsWeeklyRow.told_at.is_(None)) | (PingsWeeklyRow.told_at < moment),
            )
            .values(told_at=moment)
            .returning(PingsWeeklyRow.person_id)
        )
        return self._session.scalar(statement) is not None

    def count(self, *, since: datetime, until: datetime, developer_id: int | None) -> PingCount:
        """The pings of that time; `developer_id` None: those to everybody. Each message is one."""
        became = func.sum(case((DeflectedPingRow.request_id.is_not(None), 1), else_=0))
        ours = select(func.count(), became).select_from(DeflectedPingRow)
        strangers = select(func.count()).select_from(StrangerPingRow)
        if developer_id is not None:
            theirs = select(PingedDeveloperRow.ping_id).where(PingedDeveloperRow.developer_id == developer_id)
            ours = ours.where(DeflectedPingRow.id.in_(theirs))
            strangers = strangers.where(StrangerPingRow.developer_id == developer_id)
        ours = ours.where(DeflectedPingRow.at >= since, DeflectedPingRow.at < until)
        strangers = strangers.where(StrangerPingRow.at >= since, StrangerPingRow.at < until)
        deflected, requests = self._session.execute(ours).one()
        others = self._session.scalar(strangers) or 0
        return PingCount(
            deflected=deflected + others, became_requests=requests or 0, of_all=developer_id is None
        )
