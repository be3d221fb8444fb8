"""Queries about talks: whose they are, what was prepared, and what happened to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.domain.history import NOTHING_MORE, Changed, Entry, Facts, as_kept
from bot.domain.obligations import Subject
from bot.domain.reviews.talk import Preparation, Talk
from bot.domain.reviews.talk_way import BEGUN, LAPSING, UNDER_WAY, Event, State
from storage.missing import found
from storage.models.obligations import ObligationRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.talks import TalkHistoryRow, TalkPreparationRow, TalkRow

BATCH = 500


class Talks:
    """Talks about results. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(
        self, holders: Mapping[int, tuple[int, int | None, datetime]], *, by_id: int | None, at: datetime
    ) -> Sequence[Talk]:
        """One more for each of these reviews, by id: whom it is about, who holds it and when it begins."""
        if not holders:
            return []
        rounds = self._rounds(holders)
        rows = [
            TalkRow(
                review_id=review_id,
                round=rounds.get(review_id, 0) + 1,
                employee_id=employee_id,
                holder_id=holder_id,
                judge_id=None,
                state=BEGUN,
                begins_at=begins_at,
                owed_since=begins_at,
                version=1,
            )
            for review_id, (employee_id, holder_id, begins_at) in holders.items()
        ]
        self._session.add_all(rows)
        self._session.flush()
        made = [row.value() for row in rows]
        entries: list[dict[str, Any]] = [
            {
                "talk_id": each.id,
                "number": 1,
                "event": Event.BEGIN,
                "from_state": BEGUN,
                "to_state": BEGUN,
                "by_id": by_id,
                "at": at,
                "note": None,
                "facts": {},
            }
            for each in made
        ]
        for start in range(0, len(entries), BATCH):
            self._session.execute(insert(TalkHistoryRow), entries[start : start + BATCH])
        return made

    def get(self, talk_id: int) -> Talk:
        """One, locked. Raises Missing."""
        query = select(TalkRow).where(TalkRow.id == talk_id).with_for_update()
        row: TalkRow = found(self._session.scalar(query))
        return row.value()

    def look(self, talk_id: int) -> Talk:
        """One as it is, for reading. Raises Missing."""
        row: TalkRow = found(self._session.get(TalkRow, talk_id))
        return row.value()

    def of_review(self, review_id: int) -> Talk | None:
        """The one after its last release."""
        return self.of_reviews([review_id]).get(review_id)

    def of_reviews(self, review_ids: Collection[int]) -> Mapping[int, Talk]:
        """The same of several, by review."""
        query = select(TalkRow).where(TalkRow.review_id.in_(review_ids)).order_by(TalkRow.round)
        return {row.review_id: row.value() for row in self._session.scalars(query)}

    def move(
        self,
        talk: Talk,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        by_id: int | None,
        at: datetime,
        holder_id: int | None,
        judge_id: int | None,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> Talk:
        """Write where a locked one is now, and whose; append to its history."""
        row = self._session.get_one(TalkRow, talk.id)
        row.state, row.version, row.owed_since = to, talk.version + 1, owed_since
        row.holder_id, row.judge_id = holder_id, judge_id
        for was, now in ((talk.holder_id, holder_id), (talk.judge_id, judge_id)):
            if was != now and event is Event.RESEAT:
                facts = facts.model_copy(update={"owner": Changed[int](was=was, now=now)})
        self._session.add(
            TalkHistoryRow(
                talk_id=talk.id,
                number=row.version,
                event=event,
                from_state=talk.state,
                to_state=to,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(facts),
            )
        )
        self._session.flush()
        return replace(
            talk,
            state=to,
            version=row.version,
            owed_since=owed_since,
            holder_id=holder_id,
            judge_id=judge_id,
        )

    def history(self, talk_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened to one, oldest first."""
        query = select(TalkHistoryRow).where(TalkHistoryRow.talk_id == talk_id)
        return [row.value() for row in self._session.scalars(query.order_by(TalkHistoryRow.number))]

    def prepare(self, talk: Talk, prepared: Preparation, *, by_id: int, at: datetime) -> None:
        """What was prepared, with the step at which the talk is."""
        self._session.add(
            TalkPreparationRow(
                talk_id=talk.id,
                number=talk.version,
                behaviour=prepared.behaviour,
                verdict=prepared.verdict,
                actions=prepared.actions,
                by_id=by_id,
                at=at,
            )
        )
        self._session.flush()

    def prepared(self, talk_id: int) -> tuple[Preparation, datetime] | None:
        """What was prepared last, and when."""
        query = select(TalkPreparationRow).where(TalkPreparationRow.talk_id == talk_id)
        row = self._session.scalars(query.order_by(TalkPreparationRow.number.desc()).limit(1)).first()
        return None if row is None else (row.value(), row.at)

    def all_under_way(self) -> Sequence[Talk]:
        """Every one of which something waits."""
        return self._where(TalkRow.state.in_(UNDER_WAY))

    def overdue(self, *, before: date) -> Sequence[int]:
        """Those that wait for a word that was taken until a day before this one, by id."""
        query = (
            select(TalkRow.id)
            .join(
                ObligationRow,
                (ObligationRow.subject == Subject.TALK)
                & (ObligationRow.subject_id == TalkRow.id)
                & ObligationRow.done_at.is_(None),
            )
            .where(TalkRow.state.in_(LAPSING), ObligationRow.lapses_on < before)
            .order_by(TalkRow.id)
        )
        return self._session.scalars(query).all()

    def periods(self, review_ids: Collection[int]) -> Mapping[int, str]:
        """The name of the cycle of each of these reviews."""
        query = select(ReviewRow.id, CycleRow.name).join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
        ids = list(review_ids)
        names: dict[int, str] = {}
        for start in range(0, len(ids), BATCH):
            some = query.where(ReviewRow.id.in_(ids[start : start + BATCH]))
            names.update((review_id, name) for review_id, name in self._session.execute(some))
        return names

    def counted(self, cycle_id: int) -> Mapping[State, int]:
        """How many of a cycle are how far; of each result the last one."""
        latest = (
            select(TalkRow.review_id, func.max(TalkRow.round).label("round"))
            .join(ReviewRow, ReviewRow.id == TalkRow.review_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .group_by(TalkRow.review_id)
            .subquery()
        )
        query = (
            select(TalkRow.state, func.count())
            .join(latest, (latest.c.review_id == TalkRow.review_id) & (latest.c.round == TalkRow.round))
            .group_by(TalkRow.state)
        )
        return dict(self._session.execute(query).all())

    def prepared_in(self, cycle_id: int) -> int:
        """For how many talks of a cycle that are still to be held something is prepared; not what."""
        query = (
            select(func.count(TalkRow.id.distinct()))
            .join(ReviewRow, ReviewRow.id == TalkRow.review_id)
            .join(TalkPreparationRow, TalkPreparationRow.talk_id == TalkRow.id)
            .where(ReviewRow.cycle_id == cycle_id, TalkRow.state == BEGUN)
        )
        return self._session.scalar(query) or 0

    def _where(self, *conditions: object) -> Sequence[Talk]:
        query = select(TalkRow).where(*conditions).order_by(TalkRow.id)  # type: ignore[arg-type]
        return [row.value() for row in self._session.scalars(query)]

    def _rounds(self, review_ids: Collection[int]) -> Mapping[int, int]:
        query = select(TalkRow.review_id, func.max(TalkRow.round)).group_by(TalkRow.review_id)
        found_of: dict[int, int] = {}
        ids = list(review_ids)
        for start in range(0, len(ids), BATCH):
            some = query.where(TalkRow.review_id.in_(ids[start : start + BATCH]))
            found_of.update((review_id, number) for review_id, number in self._session.execute(some))
        return found_of
