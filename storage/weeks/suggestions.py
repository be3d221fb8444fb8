"""Queries about suggestions: what was made, who answers, and what happened to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.history import Changed, Entry, Facts, as_kept
from bot.domain.weeks.suggestion import Suggestion
from bot.domain.weeks.suggestion_way import BEGUN, STANDING, UNDER_WAY, Event, State
from storage.missing import found
from storage.models.feedback import SuggestionHistoryRow, SuggestionRow


class Suggestions:
    """Suggestions. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_submission(self, submission: str) -> Suggestion | None:
        """What came of a submitted form."""
        row = self._session.scalar(select(SuggestionRow).where(SuggestionRow.submission == submission))
        return None if row is None else row.value()

    def add(
        self,
        *,
        giver_id: int,
        head_id: int | None,
        submission: str,
        behaviour: str,
        consequence: str,
        at: datetime,
        day: date,
    ) -> Suggestion:
        """A new one, with the first entry of its history."""
        row = SuggestionRow(
            giver_id=giver_id,
            head_id=head_id,
            submission=submission,
            behaviour=behaviour,
            consequence=consequence,
            made_at=at,
            made_on=day,
            owed_since=at,
            state=BEGUN,
            version=1,
        )
        self._session.add(row)
        self._session.flush()
        made = row.value()
        self._append(made, Event.MAKE, to=made, by_id=giver_id, at=at, note=None)
        return made

    def get(self, suggestion_id: int) -> Suggestion:
        """One, locked. Raises Missing."""
        query = select(SuggestionRow).where(SuggestionRow.id == suggestion_id).with_for_update()
        row: SuggestionRow = found(self._session.scalar(query))
        return row.value()

    def look(self, suggestion_id: int) -> Suggestion:
        """One as it is, for reading. Raises Missing."""
        row: SuggestionRow = found(self._session.get(SuggestionRow, suggestion_id))
        return row.value()

    def move(
        self,
        suggestion: Suggestion,
        event: Event,
        *,
        to: State,
        by_id: int | None,
        at: datetime,
        note: str | None,
        head_id: int | None,
    ) -> Suggestion:
        """Write where a locked one is now, and whose; append to its history."""
        row = self._session.get_one(SuggestionRow, suggestion.id)
        row.state, row.version, row.head_id = to, suggestion.version + 1, head_id
        if event is Event.HAND_OVER:
            row.owed_since = at
        moved = replace(suggestion, state=to, version=row.version, head_id=head_id, owed_since=row.owed_since)
        self._append(suggestion, event, to=moved, by_id=by_id, at=at, note=note)
        return moved

    def history(self, suggestion_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened to one, oldest first."""
        return self.histories([suggestion_id]).get(suggestion_id, [])

    def histories(self, suggestion_ids: Collection[int]) -> Mapping[int, Sequence[Entry[State, Event]]]:
        """The same of several, by suggestion."""
        rows = self._session.scalars(
            select(SuggestionHistoryRow)
            .where(SuggestionHistoryRow.suggestion_id.in_(suggestion_ids))
            .order_by(SuggestionHistoryRow.number)
        )
        found_of: dict[int, list[Entry[State, Event]]] = {}
        for row in rows:
            found_of.setdefault(row.suggestion_id, []).append(row.value())
        return found_of

    def all_under_way(self) -> Sequence[Suggestion]:
        """Every one that waits for an answer."""
        query = select(SuggestionRow).where(SuggestionRow.state.in_(UNDER_WAY)).order_by(SuggestionRow.id)
        return [row.value() for row in self._session.scalars(query)]

    def made(self, person_id: int, *, limit: int, skip: int = 0) -> tuple[Sequence[Suggestion], int]:
        """What somebody suggested and did not take back, newest first, and how much there is of it."""
        query = select(SuggestionRow).where(
            SuggestionRow.giver_id == person_id, SuggestionRow.state.in_(STANDING)
        )
        total = self._session.scalar(select(func.count()).select_from(query.subquery())) or 0
        newest = query.order_by(SuggestionRow.made_at.desc(), SuggestionRow.id.desc())
        rows = self._session.scalars(newest.limit(limit).offset(skip))
        return [row.value() for row in rows], total

    def waiting_for(self, person_id: int) -> int:
        """How many wait for an answer of this head."""
        query = select(func.count()).where(
            SuggestionRow.head_id == person_id, SuggestionRow.state.in_(UNDER_WAY)
        )
        return self._session.scalar(query) or 0

    def _append(
        self,
        before: Suggestion,
        event: Event,
        *,
        to: Suggestion,
        by_id: int | None,
        at: datetime,
        note: str | None,
    ) -> None:
        owner = Changed[int](was=before.head_id, now=to.head_id) if before.head_id != to.head_id else None
        self._session.add(
            SuggestionHistoryRow(
                suggestion_id=to.id,
                number=to.version,
                event=event,
                from_state=before.state,
                to_state=to.state,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(Facts(owner=owner)),
            )
        )
        self._session.flush()
