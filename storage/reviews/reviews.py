"""Queries about one review: where it is, whose it is, what was scored, what happened to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts, Given, Item, ItemScore
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import COUNTING, DECIDED, UNDER_WAY, Event, State
from storage.missing import one
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewHistoryRow, ReviewRow, ScoreRow

_EMPLOYEE, _MANAGER = aliased(PersonRow), aliased(PersonRow)
# Built once: making the two aliases of a person takes longer than running the statement.
_WHOLE = (
    select(ReviewRow, CycleRow, _EMPLOYEE, _MANAGER)
    .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
    .join(_EMPLOYEE, _EMPLOYEE.id == ReviewRow.employee_id)
    .join(_MANAGER, _MANAGER.id == ReviewRow.manager_id)
    .where(ReviewRow.id == bindparam("review_id"))
)
# For the employee's own form: who they are is known already, but for whether they left.
_OWN = (
    select(ReviewRow, CycleRow, _MANAGER, PersonRow.left_on)
    .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
    .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
    .join(_MANAGER, _MANAGER.id == ReviewRow.manager_id)
    .where(ReviewRow.id == bindparam("review_id"))
)
_OWN_LOCKED = _OWN.with_for_update(of=ReviewRow).execution_options(populate_existing=True)
_ONE = (
    select(ReviewRow, PersonRow.left_on)
    .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
    .where(ReviewRow.id == bindparam("review_id"))
)
_ONE_LOCKED = _ONE.with_for_update(of=ReviewRow).execution_options(populate_existing=True)
_REVIEWS = cast(Table, ReviewRow.__table__)
_MOVE = (
    update(_REVIEWS)
    .where(_REVIEWS.c.id == bindparam("review_id"))
    .values(
        state=bindparam("state"),
        version=bindparam("version"),
        owed_since=bindparam("owed_since"),
        manager_id=bindparam("manager_id"),
    )
)
_ITEMS = select(KpiItemRow).where(KpiItemRow.sheet_id == bindparam("sheet_id")).order_by(KpiItemRow.position)
_ADD_SCORES = insert(cast(Table, ScoreRow.__table__))
_ADD_HISTORY = insert(cast(Table, ReviewHistoryRow.__table__)).returning(ReviewHistoryRow.id)

MANY = 5000
"""More sheets than this are not named in a query: all are counted instead."""


class Reviews:
    """Reviews as values. Whatever is `locked` is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, review_id: int) -> Review:
        """The review, locked, so that two clicks are one after the other. Raises Missing."""
        return self._one(_ONE_LOCKED, review_id)

    def look(self, review_id: int) -> Review:
        """The review as it is, for reading. Raises Missing."""
        return self._one(_ONE, review_id)

    def whole(self, review_id: int) -> tuple[Review, CycleFacts, Person, Person]:
        """The review with its cycle, employee and manager, in one statement. Raises Missing."""
        row, cycle, employee, manager = one(self._session.execute(_WHOLE, {"review_id": review_id}))
        return row.value(is_here=employee.left_on is None), cycle.value(), employee.value(), manager.value()

    def with_manager(self, review_id: int, *, lock: bool = False) -> tuple[Review, CycleFacts, Person]:
        """The review with its cycle and manager, for its employee, in one statement; locked with `lock`.

        Raises Missing.
        """
        statement = _OWN_LOCKED if lock else _OWN
        row, cycle, manager, left_on = one(self._session.execute(statement, {"review_id": review_id}))
        return row.value(is_here=left_on is None), cycle.value(), manager.value()

    def move(
        self,
        review: Review,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        by_id: int | None,
        at: datetime,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> tuple[Review, int]:
        """Write where a locked review is now, and append to its history; returns it and that row's id."""
        manager_id = facts.manager.now if facts.manager and facts.manager.now else review.manager_id
        moved = replace(
            review, state=to, version=review.version + 1, owed_since=owed_since, manager_id=manager_id
        )
        self._session.execute(
            _MOVE,
            {
                "review_id": review.id,
                "state": to,
                "version": moved.version,
                "owed_since": owed_since,
                "manager_id": manager_id,
            },
        )
        entry = {
            "review_id": review.id,
            "number": moved.version,
            "event": event,
            "from_state": review.state,
            "to_state": to,
            "by_id": by_id,
            "at": at,
            "note": note,
            "facts": as_kept(facts),
        }
        return moved, int(self._session.execute(_ADD_HISTORY, entry).scalar_one())

    def team(self, cycle_id: int, manager_id: int) -> Sequence[tuple[str, Review]]:
        """A manager's reviews in a cycle with their people's names; who left undecided is left out."""
        rows = self._session.execute(
            select(ReviewRow, PersonRow.name, PersonRow.left_on)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.manager_id == manager_id,
                ReviewRow.state.in_(COUNTING),
                PersonRow.left_on.is_(None) | ReviewRow.state.in_(DECIDED),
            )
            .order_by(ReviewRow.id)
        )
        return [(name, row.value(is_here=left_on is None)) for row, name, left_on in rows]

    def under_way_of(self, employee_id: int) -> Sequence[Review]:
        """A person's reviews that nobody has decided yet, locked."""
        rows = self._session.execute(
            select(ReviewRow, PersonRow.left_on)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.employee_id == employee_id, ReviewRow.state.in_(UNDER_WAY))
            .order_by(ReviewRow.id)
            .with_for_update(of=ReviewRow)
        )
        return [row.value(is_here=left_on is None) for row, left_on in rows]

    def all_under_way(self) -> Sequence[Review]:
        """Every review that nobody has decided yet."""
        rows = self._session.execute(
            select(ReviewRow, PersonRow.left_on)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.state.in_(UNDER_WAY))
            .order_by(ReviewRow.id)
        )
        return [row.value(is_here=left_on is None) for row, left_on in rows]

    def with_undecided(self) -> frozenset[int]:
        """Whose reviews nobody has decided yet."""
        query = select(ReviewRow.employee_id).where(ReviewRow.state.not_in(DECIDED)).distinct()
        return frozenset(self._session.scalars(query))

    def kpis(self, review: Review) -> tuple[Kpi, ...]:
        """What a review is about: the employee's sheet, then, where it scores them, the department's."""
        own = self.sheet(review.sheet_id, Whose.OWN)
        if review.team_sheet_id is None:
            return own
        return (*own, *self.sheet(review.team_sheet_id, Whose.TEAM))

    def sheet(self, sheet_id: int, whose: Whose = Whose.OWN) -> tuple[Kpi, ...]:
        """A sheet's items, in the sheet's order."""
        return tuple(row.value(whose) for row in self._session.scalars(_ITEMS, {"sheet_id": sheet_id}))

    def kpi_counts(self, sheet_ids: Collection[int] | None = None) -> Mapping[int, int]:
        """How many items each sheet has: all, or of these; of very many, all."""
        query = select(KpiSheetRow.id, func.count(KpiItemRow.id)).join(
            KpiItemRow, KpiItemRow.sheet_id == KpiSheetRow.id
        )
        if sheet_ids is not None and len(sheet_ids) <= MANY:
            query = query.where(KpiSheetRow.id.in_(list(sheet_ids)))
        return dict(self._session.execute(query.group_by(KpiSheetRow.id)).all())

    def scores(self, review_id: int) -> Sequence[Given]:
        """Every score ever given, oldest first: the last one of a side and item is the one that holds."""
        rows = self._session.execute(
            select(ScoreRow, ReviewHistoryRow.number)
            .join(ReviewHistoryRow, ReviewHistoryRow.id == ScoreRow.history_id)
            .where(ScoreRow.review_id == review_id)
            .order_by(ScoreRow.id)
        )
        return [
            Given(
                side=row.side,
                item=(row.section, row.item),
                score=ItemScore(score=row.score, actual=row.actual, evidence=row.evidence, reason=row.reason),
                number=number,
            )
            for row, number in rows
        ]

    def add_scores(
        self, review_id: int, history_id: int, side: Side, scores: Mapping[Item, ItemScore]
    ) -> None:
        """Write a whole set of scores in one statement."""
        rows: list[dict[str, Any]] = [
            {
                "review_id": review_id,
                "history_id": history_id,
                "side": side,
                "section": section,
                "item": item,
                "score": each.score,
                "actual": each.actual,
                "evidence": each.evidence,
                "reason": each.reason,
            }
            for (section, item), each in scores.items()
        ]
        self._session.execute(_ADD_SCORES, rows)

    def history(self, review_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        rows = self._session.scalars(
            select(ReviewHistoryRow)
            .where(ReviewHistoryRow.review_id == review_id)
            .order_by(ReviewHistoryRow.number)
        )
        return [row.value() for row in rows]

    def last_number(self, review_id: int, event: Event) -> int | None:
        """The number of the last step of a kind."""
        return self._session.scalar(
            select(func.max(ReviewHistoryRow.number)).where(
                ReviewHistoryRow.review_id == review_id, ReviewHistoryRow.event == event
            )
        )

    def last_numbers(self, review_ids: Sequence[int], event: Event) -> Mapping[int, int]:
        """The number of the last step of a kind, of each of these that had one."""
        if not review_ids:
            return {}
        rows = self._session.execute(
            select(ReviewHistoryRow.review_id, func.max(ReviewHistoryRow.number))
            .where(ReviewHistoryRow.review_id.in_(review_ids), ReviewHistoryRow.event == event)
            .group_by(ReviewHistoryRow.review_id)
        )
        return dict(rows.all())

    def _one(self, statement: Any, review_id: int) -> Review:
        row, left_on = one(self._session.execute(statement, {"review_id": review_id}))
        review: Review = row.value(is_here=left_on is None)
        return review
