"""Queries for the local workspace's guide: whether something has ever happened, a row at most for each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.notices import Notice
from storage.models.delivery import OutboxRow, Sending
from storage.models.intake import DeflectedPingRow, RequestRow
from storage.models.nudging import NudgeRow, SnoozeRow


class Milestones:
    """First and latest times."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest_request(self, *, from_a_message: bool) -> RequestRow | None:
        """The newest website request that was typed into an empty form, or made of a message."""
        source = RequestRow.source_ts
        return self._session.scalar(
            select(RequestRow)
            .where(source.is_not(None) if from_a_message else source.is_(None))
            .order_by(RequestRow.id.desc())
            .limit(1)
        )

    def was_sent(self, notice: Notice) -> bool:
        """Whether this was said in Slack."""
        query = select(OutboxRow.id).where(OutboxRow.key == notice.key, OutboxRow.status == Sending.SENT)
        return self._session.scalar(query) is not None

    def was_pointed_to_the_desk(self, author_id: int) -> bool:
        """Whether somebody mentioned a developer and got the note."""
        query = select(DeflectedPingRow.id).where(DeflectedPingRow.author_id == author_id).limit(1)
        return self._session.scalar(query) is not None

    def was_nudged(self, person_id: int) -> bool:
        """Whether somebody ever got the weekly message."""
        query = select(NudgeRow.day).where(NudgeRow.person_id == person_id).limit(1)
        return self._session.scalar(query) is not None

    def latest_snooze(self, person_id: int) -> SnoozeRow | None:
        """The last reminder that somebody asked for, done or not."""
        return self._session.scalar(
            select(SnoozeRow).where(SnoozeRow.person_id == person_id).order_by(SnoozeRow.day.desc()).limit(1)
        )
