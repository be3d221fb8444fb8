"""Queries about input: what was asked about whom, and what was given."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.history import Entry
from bot.domain.reviews.input import Answered, Giver, How, InputRequest, Question
from bot.domain.reviews.input_way import BEGUN, UNDER_WAY, Event, State
from storage.missing import found
from storage.models.input import InputGiverRow, InputHistoryRow, InputRequestRow


class Inputs:
    """Requests for input. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_submission(self, submission: str) -> InputRequest | None:
        """What came of a submitted form."""
        row = self._session.scalar(select(InputRequestRow).where(InputRequestRow.submission == submission))
        return None if row is None else row.value()

    def add(
        self,
        *,
        about_id: int,
        asked_by_id: int,
        submission: str,
        how: How,
        questions: Sequence[Question],
        givers: Sequence[int],
        due_on: date,
        seed: str,
        at: datetime,
    ) -> InputRequest:
        """A new one with whom it asks, and the first entry of its history."""
        row = InputRequestRow(
            about_id=about_id,
            asked_by_id=asked_by_id,
            submission=submission,
            how=how,
            questions=[dict(each) for each in questions],
            asked_at=at,
            due_on=due_on,
            seed=seed,
            state=BEGUN,
            version=1,
        )
        self._session.add(row)
        self._session.flush()
        made = row.value()
        self.add_givers(made.id, givers)
        self._append(made, Event.ASK, to=made, by_id=asked_by_id, at=at)
        return made

    def add_givers(self, request_id: int, people: Sequence[int]) -> None:
        """Ask these as well."""
        self._session.add_all(
            InputGiverRow(request_id=request_id, person_id=each, answered=Answered.NOT_YET, answers=[])
            for each in people
        )
        self._session.flush()

    def get(self, request_id: int) -> InputRequest:
        """One, locked. Raises Missing."""
        query = select(InputRequestRow).where(InputRequestRow.id == request_id).with_for_update()
        row: InputRequestRow = found(self._session.scalar(query))
        return row.value()

    def look(self, request_id: int) -> InputRequest:
        """One as it is, for reading. Raises Missing."""
        row: InputRequestRow = found(self._session.get(InputRequestRow, request_id))
        return row.value()

    def givers(self, request_id: int) -> Sequence[Giver]:
        """Everybody who was asked, by name of nothing: in the order of their numbers."""
        return self.givers_of([request_id]).get(request_id, [])

    def givers_of(self, request_ids: Collection[int]) -> Mapping[int, Sequence[Giver]]:
        """The same of several, by request."""
        rows = self._session.scalars(
            select(InputGiverRow)
            .where(InputGiverRow.request_id.in_(request_ids))
            .order_by(InputGiverRow.person_id)
        )
        found_of: dict[int, list[Giver]] = {}
        for row in rows:
            found_of.setdefault(row.request_id, []).append(row.value())
        return found_of

    def put(self, request_id: int, giver: Giver) -> None:
        """What one of those who were asked did or gave, in place of what they had before."""
        row = found(
            self._session.scalar(
                select(InputGiverRow).where(
                    InputGiverRow.request_id == request_id, InputGiverRow.person_id == giver.person_id
                )
            )
        )
        row.answered, row.answers = giver.answered, list(giver.answers)
        self._session.flush()

    def move(
        self,
        request: InputRequest,
        event: Event,
        *,
        to: State,
        due_on: date | None = None,
        by_id: int | None,
        at: datetime,
    ) -> InputRequest:
        """Write where a locked one is now; append to its history. `due_on`: where there is another day."""
        row = self._session.get_one(InputRequestRow, request.id)
        row.state, row.version, row.due_on = to, request.version + 1, due_on or request.due_on
        moved = replace(request, state=to, version=row.version, due_on=row.due_on)
        self._append(request, event, to=moved, by_id=by_id, at=at)
        return moved

    def history(self, request_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened to one, oldest first."""
        rows = self._session.scalars(
            select(InputHistoryRow)
            .where(InputHistoryRow.request_id == request_id)
            .order_by(InputHistoryRow.number)
        )
        return [row.value() for row in rows]

    def about(self, person_id: int) -> Sequence[InputRequest]:
        """Everything that was asked about somebody, the newest first."""
        query = (
            select(InputRequestRow)
            .where(InputRequestRow.about_id == person_id)
            .order_by(InputRequestRow.asked_at.desc(), InputRequestRow.id.desc())
        )
        return [row.value() for row in self._session.scalars(query)]

    def all_under_way(self) -> Sequence[InputRequest]:
        """Every one that waits for answers."""
        query = (
            select(InputRequestRow).where(InputRequestRow.state.in_(UNDER_WAY)).order_by(InputRequestRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]

    def _append(
        self,
        before: InputRequest,
        event: Event,
        *,
        to: InputRequest,
        by_id: int | None,
        at: datetime,
    ) -> None:
        self._session.add(
            InputHistoryRow(
                request_id=to.id,
                number=to.version,
                event=event,
                from_state=before.state,
                to_state=to.state,
                by_id=by_id,
                at=at,
                note=None,
                facts={},
            )
        )
        self._session.flush()
