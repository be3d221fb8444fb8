"""Queries about briefs that were handed over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.intake.handover import Handover
from bot.domain.intake.handover_way import BEGUN, OPEN, Event, State
from storage.missing import found, one
from storage.models.handover import HandoverEntryRow, HandoverRow


class Handovers:
    """Hand-overs as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, handover_id: int) -> Handover:
        """One, locked, so that two clicks are one after the other. Raises Missing."""
        query = select(HandoverRow).where(HandoverRow.id == handover_id).with_for_update()
        # It may have been looked at before it was waited for.
        (row,) = one(self._session.execute(query.execution_options(populate_existing=True)))
        handover: Handover = row.value()
        return handover

    def look(self, handover_id: int) -> Handover:
        """One as it is, for reading. Raises Missing."""
        handover: Handover = found(self._session.get(HandoverRow, handover_id)).value()
        return handover

    def add(
        self,
        *,
        request_id: int,
        brief: int,
        assignee_id: int,
        by_id: int,
        due_on: date | None,
        submission: str,
        at: datetime,
    ) -> Handover:
        """One that is made just now; its first entry follows with `move`. The request is locked."""
        row = HandoverRow(
            request_id=request_id,
            brief=brief,
            assignee_id=assignee_id,
            by_id=by_id,
            due_on=due_on,
            state=BEGUN,
            owed_since=at,
            version=0,
            submission=submission,
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def move(
        self,
        handover: Handover,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        by_id: int | None,
        at: datetime,
        note: str,
        facts: Facts = NOTHING_MORE,
        source: str | None = None,
    ) -> Handover:
        """Write where a locked one is now, and append to its history; returns it as it is now."""
        assignee = facts.owner.now if facts.owner and facts.owner.now else handover.assignee_id
        moved = replace(
            handover, state=to, owed_since=owed_since, version=handover.version + 1, assignee_id=assignee
        )
        row = self._session.get_one(HandoverRow, handover.id)
        row.state, row.owed_since, row.version, row.assignee_id = to, owed_since, moved.version, assignee
        self._session.add(
            HandoverEntryRow(
                handover_id=handover.id,
                number=moved.version,
                event=event,
                from_state=handover.state,
                to_state=to,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(facts),
                source=source,
            )
        )
        self._session.flush()
        return moved

    def history(self, handover_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        query = select(HandoverEntryRow).where(HandoverEntryRow.handover_id == handover_id)
        return [row.value() for row in self._session.scalars(query.order_by(HandoverEntryRow.number))]

    def has_entry_from(self, source: str) -> bool:
        """Whether a message or view was taken up already."""
        return bool(self._session.scalar(select(exists().where(HandoverEntryRow.source == source))))

    def open_of(self, request_id: int) -> Handover | None:
        """The one of a request that somebody has."""
        return next(iter(self._open(HandoverRow.request_id == request_id)), None)

    def all_open(self) -> Sequence[Handover]:
        """All that somebody has."""
        return self._open()

    def of_submission(self, submission: str) -> Handover | None:
        """The one that came of a submitted view."""
        row = self._session.scalar(select(HandoverRow).where(HandoverRow.submission == submission))
        return row.value() if row is not None else None

    def submission_of(self, handover_id: int) -> str:
        """The view that it came of. Raises Missing."""
        submission: str = found(self._session.get(HandoverRow, handover_id)).submission
        return submission

    def _open(self, *about: ColumnElement[bool]) -> Sequence[Handover]:
        query = select(HandoverRow).where(HandoverRow.state.in_(OPEN), *about).order_by(HandoverRow.id)
        return [row.value() for row in self._session.scalars(query)]
