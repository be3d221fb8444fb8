"""Queries about how people were reached."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.handover import Handover
from storage.models.climb import HandoverContactRow


class Contacts:
    """Tries to reach developers. Whoever adds one has the hand-over locked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, handover_id: int) -> Sequence[Contact]:
        """All of a hand-over, oldest first."""
        query = select(HandoverContactRow).where(HandoverContactRow.handover_id == handover_id)
        return [row.value() for row in self._session.scalars(query.order_by(HandoverContactRow.number))]

    def mailed_as(self, message_id: str) -> tuple[int, int] | None:
        """The hand-over, and which try it was, of an e-mail that a server took; None once it came back."""
        row = HandoverContactRow
        query = select(row.handover_id, row.number).where(
            row.message_id == message_id, row.rung == Rung.MAIL, row.outcome == Outcome.SENT
        )
        found = self._session.execute(query).first()
        return (found.handover_id, found.number) if found else None

    def reached_at(self, person_id: int, *, since: datetime) -> Sequence[datetime]:
        """When somebody was written to about any hand-over since then, in chat or by e-mail."""
        query = select(HandoverContactRow.at).where(
            HandoverContactRow.person_id == person_id,
            HandoverContactRow.at >= since,
            HandoverContactRow.rung.in_((Rung.CHAT, Rung.MAIL)),
            HandoverContactRow.outcome.in_((Outcome.ASKED, Outcome.SENT)),
        )
        return self._session.scalars(query).all()

    def add(
        self,
        handover: Handover,
        rung: Rung,
        outcome: Outcome,
        *,
        at: datetime,
        by_id: int | None = None,
        words: str = "",
        submission: str | None = None,
    ) -> Contact:
        """The next one, about the step that waits now."""
        newest = select(func.max(HandoverContactRow.number)).where(
            HandoverContactRow.handover_id == handover.id
        )
        row = HandoverContactRow(
            handover_id=handover.id,
            number=(self._session.scalar(newest) or 0) + 1,
            since=handover.owed_since,
            rung=rung,
            outcome=outcome,
            at=at,
            person_id=handover.assignee_id,
            by_id=by_id,
            words=words,
            message_id="",
            submission=submission,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def settle(
        self, handover_id: int, number: int, outcome: Outcome, *, words: str = "", message_id: str = ""
    ) -> None:
        """What came of one."""
        query = select(HandoverContactRow).where(
            HandoverContactRow.handover_id == handover_id, HandoverContactRow.number == number
        )
        row = self._session.scalars(query).one()
        row.outcome, row.words, row.message_id = outcome, words, message_id or row.message_id
        self._session.flush()

    def came_from(self, submission: str) -> bool:
        """Whether a submitted view was taken up already."""
        query = select(HandoverContactRow.id).where(HandoverContactRow.submission == submission)
        return self._session.scalar(query) is not None
