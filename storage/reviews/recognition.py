"""Queries about recognitions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.recognition import Recognition
from bot.domain.reviews.recognition_way import BEGUN, Event, State
from bot.domain.reviews.way import RELEASED
from storage.missing import found, one
from storage.models.people import PersonRow
from storage.models.recognition import RecognitionHistoryRow, RecognitionRow
from storage.models.reviews import CycleRow, ReviewRow

MOST = 40
"""As many of a manager's newest results are looked through."""


class Recognitions:
    """Recognitions as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, recognition_id: int) -> Recognition:
        """The recognition, locked, so that two clicks are one after the other. Raises Missing."""
        query = select(RecognitionRow).where(RecognitionRow.id == recognition_id).with_for_update()
        (row,) = one(self._session.execute(query.execution_options(populate_existing=True)))
        recognition: Recognition = row.value()
        return recognition

    def look(self, recognition_id: int) -> Recognition:
        """The same for reading. Raises Missing."""
        recognition: Recognition = found(self._session.get(RecognitionRow, recognition_id)).value()
        return recognition

    def of_review(self, review_id: int) -> Recognition | None:
        """That of a review; None where nobody was asked."""
        return self.of_reviews([review_id]).get(review_id)

    def of_reviews(self, review_ids: Sequence[int]) -> Mapping[int, Recognition]:
        """The same of each of these that has one."""
        query = select(RecognitionRow).where(RecognitionRow.review_id.in_(list(review_ids)))
        return {row.review_id: row.value() for row in self._session.scalars(query)}

    def released_with(self, manager_id: int) -> Sequence[int]:
        """A manager's released reviews of people who are here, the newest period first."""
        return self._session.scalars(
            select(ReviewRow.id)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewRow.manager_id == manager_id,
                ReviewRow.state.in_(RELEASED),
                PersonRow.left_on.is_(None),
            )
            .order_by(CycleRow.ends_on.desc(), PersonRow.name, ReviewRow.id)
            .limit(MOST)
        ).all()

    def add(
        self, *, review_id: int, employee_id: int, by_id: int, words: str, channel: str, at: datetime
    ) -> Recognition:
        """One that is asked about just now, with the first row of its history."""
        row = RecognitionRow(
            review_id=review_id,
            employee_id=employee_id,
            by_id=by_id,
            words=words,
            channel=channel,
            asking=1,
            state=BEGUN,
            version=1,
            asked_at=at,
            goes_at=None,
        )
        self._session.add(row)
        self._session.flush()
        added: Recognition = row.value()
        self._append(added, Event.ASK, origin=BEGUN, by_id=by_id, at=at, note=words)
        return added

    def move(
        self,
        before: Recognition,
        event: Event,
        *,
        to: State,
        by_id: int | None,
        at: datetime,
        goes_at: datetime | None = None,
        reworded: tuple[str, str] | None = None,
    ) -> Recognition:
        """Write where a locked one is now. `reworded`: other words, and the channel, that are asked about."""
        moved = replace(before, state=to, version=before.version + 1, goes_at=goes_at)
        if reworded is not None:
            words, channel = reworded
            moved = replace(
                moved,
                by_id=by_id or before.by_id,  # they may have another manager by now, whose words these are
                words=words,
                channel=channel,
                asking=before.asking + 1,
                asked_at=at,
            )
        row = self._session.get_one(RecognitionRow, before.id)
        for name in ("state", "version", "goes_at", "by_id", "words", "channel", "asking", "asked_at"):
            setattr(row, name, getattr(moved, name))
        note = moved.words if reworded is not None else None
        self._append(moved, event, origin=before.state, by_id=by_id, at=at, note=note)
        return moved

    def _append(
        self,
        moved: Recognition,
        event: Event,
        *,
        origin: State,
        by_id: int | None,
        at: datetime,
        note: str | None,
    ) -> None:
        self._session.add(
            RecognitionHistoryRow(
                recognition_id=moved.id,
                number=moved.version,
                event=event,
                from_state=origin,
                to_state=moved.state,
                by_id=by_id,
                at=at,
                note=note,
                channel=moved.channel if note is not None else None,
            )
        )
        self._session.flush()
