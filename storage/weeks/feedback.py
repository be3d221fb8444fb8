"""Queries about feedback: what was given, to whom, and what happened to it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.history import Entry
from bot.domain.weeks.feedback import Feedback, FeedbackKind, Tied
from bot.domain.weeks.feedback_record import OnRecord
from bot.domain.weeks.feedback_way import FOR_HR, ON_RECORD, RECEIVED, UNANSWERED, Event, State
from storage.missing import found
from storage.models.feedback import FeedbackHistoryRow, FeedbackRow
from storage.models.people import PersonRow

_RECEIVER = aliased(PersonRow)
_ALL = select(FeedbackRow, _RECEIVER.manager_id).join(_RECEIVER, _RECEIVER.id == FeedbackRow.receiver_id)


class FeedbackGiven:
    """Pieces of feedback. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        """`concern` is told whose Home shows something else now."""
        self._session = session
        self._concern = concern

    def of_submission(self, submission: str) -> Feedback | None:
        """What came of a submitted form."""
        return next(iter(self._values(_ALL.where(FeedbackRow.submission == submission))), None)

    def add(
        self,
        *,
        event: Event,
        state: State,
        giver_id: int,
        receiver_id: int,
        submission: str,
        kind: FeedbackKind,
        behaviour: str,
        consequence: str,
        tied: Tied | None,
        at: datetime,
        day: date,
        told_at: datetime | None,
        late_for_id: int | None = None,
    ) -> Feedback:
        """A new piece, with the first entry of its history."""
        row = FeedbackRow(
            giver_id=giver_id,
            receiver_id=receiver_id,
            submission=submission,
            kind=kind,
            behaviour=behaviour,
            consequence=consequence,
            tied_to=tied.to if tied else None,
            tied_key=tied.key if tied else None,
            tied_name=dict(tied.name) if tied else {},
            given_at=at,
            given_on=day,
            told_at=told_at,
            late_for_id=late_for_id,
            state=state,
            version=1,
        )
        self._session.add(row)
        self._session.flush()
        made = self.look(row.id)
        self._append(made, event, to=made, by_id=giver_id, at=at, note=None)
        return made

    def get(self, feedback_id: int) -> Feedback:
        """One piece, locked. Raises Missing."""
        return self._one(_ALL.where(FeedbackRow.id == feedback_id).with_for_update(of=FeedbackRow))

    def look(self, feedback_id: int) -> Feedback:
        """One piece as it is, for reading. Raises Missing."""
        return self._one(_ALL.where(FeedbackRow.id == feedback_id))

    def move(
        self,
        feedback: Feedback,
        event: Event,
        *,
        to: State,
        by_id: int | None,
        at: datetime,
        note: str | None,
    ) -> Feedback:
        """Write where a locked piece is now, and append to its history."""
        row = self._session.get_one(FeedbackRow, feedback.id)
        row.state, row.version = to, feedback.version + 1
        if event is Event.TELL:
            row.told_at = at
        moved = replace(feedback, state=to, version=row.version, told_at=row.told_at)
        self._append(feedback, event, to=moved, by_id=by_id, at=at, note=note)
        return moved

    def history(self, feedback_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened to one piece, oldest first."""
        rows = self._session.scalars(
            select(FeedbackHistoryRow)
            .where(FeedbackHistoryRow.feedback_id == feedback_id)
            .order_by(FeedbackHistoryRow.number)
        )
        return [row.value() for row in rows]

    def entries(
        self, feedback_ids: Collection[int], events: Collection[Event]
    ) -> Mapping[int, Sequence[Entry[State, Event]]]:
        """By piece: what happened of these events, oldest first."""
        rows = self._session.scalars(
            select(FeedbackHistoryRow)
            .where(FeedbackHistoryRow.feedback_id.in_(feedback_ids), FeedbackHistoryRow.event.in_(events))
            .order_by(FeedbackHistoryRow.number)
        )
        found_of: dict[int, list[Entry[State, Event]]] = {}
        for row in rows:
            found_of.setdefault(row.feedback_id, []).append(row.value())
        return found_of

    def on_record(self, person_id: int, first: date, last: date) -> Sequence[Feedback]:
        """All that was given to somebody on these days and not taken back, oldest first: told or kept. What
        they were not told yet has no `told_at`.
        """
        return self._values(
            _ALL.where(
                FeedbackRow.receiver_id == person_id,
                FeedbackRow.given_on.between(first, last),
                FeedbackRow.state.in_(ON_RECORD),
            ).order_by(FeedbackRow.given_on, FeedbackRow.id)
        )

    def told_since(self, person_id: int, since: datetime) -> Sequence[Feedback]:
        """What somebody was told from then on and what was not taken back, oldest first."""
        theirs = _ALL.where(FeedbackRow.receiver_id == person_id, FeedbackRow.state.in_(RECEIVED))
        return self._values(theirs.where(FeedbackRow.told_at >= since).order_by(FeedbackRow.id))

    def mark_late(self, feedback_ids: Collection[int], cycle_id: int) -> Sequence[Feedback]:
        """These came too late for that cycle; returns those that were not marked yet, as they are now."""
        rows = self._session.scalars(
            select(FeedbackRow).where(FeedbackRow.id.in_(feedback_ids), FeedbackRow.late_for_id.is_(None))
        ).all()
        for row in rows:
            row.late_for_id = cycle_id
        self._session.flush()
        return [self.look(row.id) for row in rows]

    def late_for(self, cycle_id: int) -> Sequence[Feedback]:
        """What came too late for a cycle and was not taken back, oldest first."""
        marked = _ALL.where(FeedbackRow.late_for_id == cycle_id, FeedbackRow.state.in_(ON_RECORD))
        return self._values(marked.order_by(FeedbackRow.id))

    def received(self, person_id: int, *, limit: int, skip: int = 0) -> tuple[Sequence[Feedback], int]:
        """What somebody was told, newest first, and how much there is of it."""
        return self._page(
            _ALL.where(FeedbackRow.receiver_id == person_id, FeedbackRow.state.in_(RECEIVED)), limit, skip
        )

    def given(self, person_id: int, *, limit: int, skip: int = 0) -> tuple[Sequence[Feedback], int]:
        """What somebody gave and did not take back, newest first, and how much there is of it."""
        return self._page(
            _ALL.where(FeedbackRow.giver_id == person_id, FeedbackRow.state.in_(ON_RECORD)), limit, skip
        )

    def about(self, person_id: int, *, limit: int, skip: int = 0) -> tuple[Sequence[Feedback], int]:
        """All on record about somebody, newest first, and how much there is of it."""
        return self._page(
            _ALL.where(FeedbackRow.receiver_id == person_id, FeedbackRow.state.in_(ON_RECORD)), limit, skip
        )

    def about_for_hr(self, person_id: int, *, limit: int, skip: int = 0) -> tuple[Sequence[Feedback], int]:
        """The same with what was taken back after somebody had read it."""
        return self._page(
            _ALL.where(FeedbackRow.receiver_id == person_id, FeedbackRow.state.in_(FOR_HR)), limit, skip
        )

    def counts(self, manager_id: int) -> Sequence[OnRecord]:
        """How much is on record about each of somebody's people who are there, by name."""
        told = FeedbackRow.state.in_(RECEIVED)
        rows = self._session.execute(
            select(
                PersonRow.id,
                PersonRow.name,
                func.count(FeedbackRow.id),
                func.count(FeedbackRow.id).filter(~told),
            )
            .outerjoin(
                FeedbackRow,
                (FeedbackRow.receiver_id == PersonRow.id) & FeedbackRow.state.in_(ON_RECORD),
            )
            .where(PersonRow.manager_id == manager_id, PersonRow.left_on.is_(None))
            .group_by(PersonRow.id, PersonRow.name)
            .order_by(PersonRow.name, PersonRow.id)
        )
        return [OnRecord(person_id=who, name=name, given=given, kept=kept) for who, name, given, kept in rows]

    def summed_up(self, manager_id: int) -> tuple[int, int, int]:
        """Of how many people of somebody's how much is on record, and how much of it they were not told."""
        found = self._session.execute(
            select(
                func.count(PersonRow.id.distinct()),
                func.count(FeedbackRow.id),
                func.count(FeedbackRow.id).filter(~FeedbackRow.state.in_(RECEIVED)),
            )
            .outerjoin(
                FeedbackRow,
                (FeedbackRow.receiver_id == PersonRow.id) & FeedbackRow.state.in_(ON_RECORD),
            )
            .where(PersonRow.manager_id == manager_id, PersonRow.left_on.is_(None))
        ).one()
        return found[0], found[1], found[2]

    def unanswered_about(self, person_id: int) -> Sequence[Feedback]:
        """What somebody was not told, or has not answered: locked."""
        query = _ALL.where(FeedbackRow.receiver_id == person_id, FeedbackRow.state.in_(UNANSWERED))
        return self._values(query.order_by(FeedbackRow.id).with_for_update(of=FeedbackRow))

    def _page(
        self, query: Select[FeedbackRow, int | None], limit: int, skip: int
    ) -> tuple[Sequence[Feedback], int]:
        total = self._session.scalar(select(func.count()).select_from(query.subquery())) or 0
        newest = query.order_by(FeedbackRow.given_at.desc(), FeedbackRow.id.desc())
        return self._values(newest.limit(limit).offset(skip)), total

    def _append(
        self,
        before: Feedback,
        event: Event,
        *,
        to: Feedback,
        by_id: int | None,
        at: datetime,
        note: str | None,
    ) -> None:
        self._concern({who for who in (to.giver_id, to.receiver_id, to.manager_id) if who is not None})
        self._session.add(
            FeedbackHistoryRow(
                feedback_id=to.id,
                number=to.version,
                event=event,
                from_state=before.state,
                to_state=to.state,
                by_id=by_id,
                at=at,
                note=note,
            )
        )
        self._session.flush()

    def _one(self, query: Select[FeedbackRow, int | None]) -> Feedback:
        piece: Feedback = found(next(iter(self._values(query)), None))
        return piece

    def _values(self, query: Select[FeedbackRow, int | None]) -> list[Feedback]:
        return [row.value(manager_id=manager_id) for row, manager_id in self._session.execute(query)]
