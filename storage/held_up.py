"""Queries about what could not be sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.notices import Sending
from storage.models.delivery import OutboxRow


@dataclass(frozen=True, kw_only=True)
class HeldUp:
    """So many notices were not sent for a reason of Slack's, the first of which was due then."""

    problem: str
    count: int
    since: datetime


class HeldUpNotices:
    """What waits although it was tried."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def parked(self, problems: Collection[str], *, since: datetime) -> Sequence[HeldUp]:
        """What was given up for one of these reasons and is tried again by itself, the most first."""
        return self._of(
            OutboxRow.status == Sending.PARKED, OutboxRow.problem.in_(problems), OutboxRow.due_at >= since
        )

    def late(self, *, before: datetime) -> Sequence[HeldUp]:
        """What was due before that, was tried, and is on its way still."""
        return self._of(
            OutboxRow.status == Sending.PENDING, OutboxRow.problem.is_not(None), OutboxRow.due_at < before
        )

    def _of(self, *which: object) -> Sequence[HeldUp]:
        number = func.count()
        rows = self._session.execute(
            select(OutboxRow.problem, number, func.min(OutboxRow.due_at))
            .where(*which)  # type: ignore[arg-type]
            .group_by(OutboxRow.problem)
            .order_by(number.desc(), OutboxRow.problem)
        )
        return [HeldUp(problem=problem or "", count=count, since=since) for problem, count, since in rows]
