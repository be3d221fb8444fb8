"""Queries about one review: where it is, whose it is, what was scored, what happened to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.goals.post import Requirement
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.people import Person
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.facts import CycleFacts, Given, Item, ItemScore
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import COUNTING, DECIDED, UNDECIDED, UNDER_WAY, Event, State
from storage.missing import one
from storage.models.people import policy_of
from storage.models.reviews import KpiItemRow, KpiSheetRow, ReviewHistoryRow, ReviewRow, ScoreRow
from storage.people.reading import PersonColumns
from storage.plain import Plain
from storage.remembering import OfEach
from storage.reviews.reading import CYCLE_COLUMNS, CYCLES, cycle_value
from storage.reviews.year import periods_of

# Put together once, and past the mapper: together that takes ten times as long as the statements.
# What a post asked for is long, and asked for alone.
_REVIEW = Plain(ReviewRow, without=("requirements",))
_ITEM, _SCORE = Plain(KpiItemRow), Plain(ScoreRow)
_ENTRY = Plain(ReviewHistoryRow)
_EMPLOYEE, _MANAGER = PersonColumns("employee"), PersonColumns("manager")
_OF = _REVIEW.table.c
_THIS = _OF.id == bindparam("review_id")
# Whose it is to decide; once it is decided it is its manager's again.
_DECIDER = case(
    (_OF.state.in_(DECIDED), _OF.manager_id), else_=func.coalesce(_OF.delegate_id, _OF.manager_id)
)
_WITH_MANAGER = _MANAGER.joined_to(_REVIEW.table.join(CYCLES, CYCLES.c.id == _OF.cycle_id), _DECIDER)
# For the employee's own form: who they are is known already, but for whether they left.
_WHO = _EMPLOYEE.people.c
_OWN = (
    select(*_REVIEW.columns, *CYCLE_COLUMNS, *_MANAGER.columns, _WHO.left_on)
    .select_from(_WITH_MANAGER.join(_EMPLOYEE.people, _WHO.id == _OF.employee_id))
    .where(_THIS)
)
_OWN_LOCKED = _OWN.with_for_update(of=_REVIEW.table)
WHOLE = OfEach(
    select(*_REVIEW.columns, *CYCLE_COLUMNS, *_MANAGER.columns, *_EMPLOYEE.columns).select_from(
        _EMPLOYEE.joined_to(_WITH_MANAGER, _OF.employee_id)
    ),
    _OF.id,
    "review_id",
)
_AT_CYCLE = _REVIEW.width
_AT_MANAGER = _AT_CYCLE + len(CYCLE_COLUMNS)
_AT_EMPLOYEE = _AT_MANAGER + len(_MANAGER.columns)
_ANY = select(*_REVIEW.columns, _WHO.left_on, _WHO.name).join(_EMPLOYEE.people, _WHO.id == _OF.employee_id)
ONE = OfEach(_ANY, _OF.id, "review_id")
_ONE_LOCKED = ONE.one.with_for_update(of=_REVIEW.table)
_TEAM = _ANY.where(
    _OF.cycle_id == bindparam("cycle_id"),
    (_OF.manager_id == bindparam("manager_id")) | (_OF.delegate_id == bindparam("manager_id")),
    _OF.state.in_(COUNTING),
    _WHO.left_on.is_(None) | _OF.state.in_(DECIDED),
).order_by(_OF.id)
_UNDER_WAY = _ANY.where(_OF.state.in_(UNDER_WAY)).order_by(_OF.id)
_UNDECIDED = _ANY.where(_OF.state.in_(UNDECIDED)).order_by(_OF.id)
_DECIDED_OF = (
    _ANY.join(CYCLES, CYCLES.c.id == _OF.cycle_id)
    .where(_OF.state.in_(DECIDED))
    .order_by(CYCLES.c.ends_on.desc(), _OF.id.desc())
)
_MOVE = (
    update(_REVIEW.table)
    .where(_THIS)
    .values(
        state=bindparam("now_state"),
        version=bindparam("now_version"),
        owed_since=bindparam("now_owed_since"),
        manager_id=bindparam("now_manager_id"),
        delegate_id=bindparam("now_delegate_id"),
    )
)
ITEMS = OfEach(select(*_ITEM.columns).order_by(_ITEM.table.c.position), _ITEM.table.c.sheet_id, "sheet_id")
SCORES = OfEach(
    select(*_SCORE.columns, _ENTRY.table.c.number)
    .join(_ENTRY.table, _ENTRY.table.c.id == _SCORE.table.c.history_id)
    .order_by(_SCORE.table.c.id),
    _SCORE.table.c.review_id,
    "review_id",
)
HISTORY = OfEach(
    select(*_ENTRY.columns).order_by(_ENTRY.table.c.number), _ENTRY.table.c.review_id, "review_id"
)
REQUIREMENTS = OfEach(select(_OF.requirements, _OF.id), _OF.id, "review_id")
_ADD_SCORES = insert(_SCORE.table)
_ADD_HISTORY = insert(_ENTRY.table).returning(_ENTRY.table.c.id)

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
        return self._one(ONE.one, review_id)

    def whole(self, review_id: int) -> tuple[Review, CycleFacts, Person, Person]:
        """The review with its cycle, as it is for this one, employee and manager, in one statement.

        Raises Missing.
        """
        row = one(self._session.execute(WHOLE.one, {"review_id": review_id}))
        policy = policy_of(self._session)
        employee = _EMPLOYEE.value(row, at=_AT_EMPLOYEE, policy=policy)
        review = _REVIEW.of(row).value(is_here=employee.left_on is None)
        cycle = cycle_value(row, at=_AT_CYCLE).with_days(review.days)
        return review, cycle, employee, self._manager(row)

    def with_manager(self, review_id: int, *, lock: bool = False) -> tuple[Review, CycleFacts, Person]:
        """The review with its cycle and manager, for its employee, in one statement; locked with `lock`.

        Raises Missing.
        """
        statement = _OWN_LOCKED if lock else _OWN
        row = one(self._session.execute(statement, {"review_id": review_id}))
        review = _REVIEW.of(row).value(is_here=row[-1] is None)
        return review, cycle_value(row, at=_AT_CYCLE).with_days(review.days), self._manager(row)

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
            review,
            state=to,
            version=review.version + 1,
            owed_since=owed_since,
            manager_id=manager_id,
            delegate_id=_delegate_after(review, facts),
        )
        self._session.execute(
            _MOVE,
            {
                "review_id": review.id,
                "now_state": to,
                "now_version": moved.version,
                "now_owed_since": owed_since,
                "now_manager_id": manager_id,
                "now_delegate_id": moved.delegate_id,
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

    def give_days(self, review: Review, days: Dates) -> Review:
        """From now on these days hold for this locked review alone; returns it with them."""
        self._session.execute(
            update(_REVIEW.table)
            .where(_OF.id == review.id)
            .values(
                own_closes=days.self_score_closes,
                own_approval_due=days.approval_due,
                own_second_look_due=days.second_look_due,
            )
        )
        return replace(review, days=days)

    def team(self, cycle_id: int, manager_id: int) -> Sequence[tuple[str, Review]]:
        """A manager's reviews in a cycle with their people's names, and those that they have for another
        manager; who left undecided is left out.
        """
        rows = self._session.execute(_TEAM, {"cycle_id": cycle_id, "manager_id": manager_id})
        return [(row[-1], _value(row)) for row in rows]

    def under_way_of(self, employee_id: int) -> Sequence[Review]:
        """A person's reviews in which something happens yet, locked."""
        theirs = _UNDER_WAY.where(_OF.employee_id == employee_id).with_for_update(of=_REVIEW.table)
        return [_value(row) for row in self._session.execute(theirs)]

    def under_way_with(self, manager_id: int) -> Sequence[Review]:
        """A manager's undecided reviews, whoever has them for them, locked."""
        theirs = _UNDECIDED.where(_OF.manager_id == manager_id).with_for_update(of=_REVIEW.table)
        return [_value(row) for row in self._session.execute(theirs)]

    def look_delegated(self) -> Sequence[Review]:
        """Undecided ones that somebody has for their manager."""
        delegated = _UNDECIDED.where(_OF.delegate_id.is_not(None))
        return [_value(row) for row in self._session.execute(delegated)]

    def of_person(self, employee_id: int, cycle_id: int) -> Review | None:
        """A person's review in a cycle, for reading; None where there is none."""
        theirs = _ANY.where(_OF.employee_id == employee_id, _OF.cycle_id == cycle_id)
        row = self._session.execute(theirs).first()
        return None if row is None else _value(row)

    def look_under_way_with(self, person_id: int) -> Sequence[Review]:
        """Those of them in which somebody is one of the two sides, for reading."""
        sides = or_(*(who == person_id for who in (_OF.employee_id, _OF.manager_id, _OF.delegate_id)))
        return [_value(row) for row in self._session.execute(_UNDER_WAY.where(sides))]

    def decided_of(self, employee_id: int) -> Sequence[Review]:
        """A person's reviews whose scores are fixed, the latest period first, for reading."""
        theirs = _DECIDED_OF.where(_OF.employee_id == employee_id)
        return [_value(row) for row in self._session.execute(theirs)]

    def of_leavers(self) -> Sequence[tuple[Review, date]]:
        """Those of whoever has left, with the day on which they did."""
        rows = self._session.execute(_UNDER_WAY.where(_WHO.left_on.is_not(None)))
        return [(_value(row), row[_REVIEW.width]) for row in rows]

    def all_under_way(self) -> Sequence[Review]:
        """Every review in which something happens yet."""
        return [_value(row) for row in self._session.execute(_UNDER_WAY)]

    def with_under_way(self) -> frozenset[int]:
        """In whose reviews something happens yet."""
        query = select(ReviewRow.employee_id).where(ReviewRow.state.in_(UNDER_WAY)).distinct()
        return frozenset(self._session.scalars(query))

    def basis(self, review: Review, scheme: Scheme) -> Basis:
        """What a review is about: the employee's sheet, then, where it scores them, the department's; and
        what their post asked for. Of a year what its periods came to.
        """
        # A year goes by its periods; by a sheet only where its scheme scores one beside them.
        has_sheets = bool(scheme.sheets) or not scheme.asks_periods
        kpis = self.sheet(review.sheet_id, Whose.OWN) if has_sheets else ()
        if review.team_sheet_id is not None:
            kpis = (*kpis, *self.sheet(review.team_sheet_id, Whose.TEAM))
        return Basis(
            kpis=kpis,
            requirements=self._requirements(review) if scheme.asks_post else (),
            periods=periods_of(self._session, review.id) if scheme.asks_periods else (),
        )

    def sheet(self, sheet_id: int, whose: Whose = Whose.OWN) -> tuple[Kpi, ...]:
        """A sheet's items, in the sheet's order."""
        rows = self._session.execute(ITEMS.one, {"sheet_id": sheet_id})
        return tuple(_ITEM.of(row).value(whose) for row in rows)

    def kpi_counts(self, sheet_ids: Collection[int] | None = None) -> Mapping[int, int]:
        """How many items each sheet has: all, or of these; of very many, all."""
        return {sheet_id: items for sheet_id, (items, _) in self.sheet_sizes(sheet_ids).items()}

    def sheet_sizes(self, sheet_ids: Collection[int] | None = None) -> Mapping[int, tuple[int, int]]:
        """The same, and of how many of them somebody else is to enter the figure."""
        query = select(KpiSheetRow.id, func.count(KpiItemRow.id), func.count(KpiItemRow.figure_by_id)).join(
            KpiItemRow, KpiItemRow.sheet_id == KpiSheetRow.id
        )
        if sheet_ids is not None and len(sheet_ids) <= MANY:
            query = query.where(KpiSheetRow.id.in_(list(sheet_ids)))
        rows = self._session.execute(query.group_by(KpiSheetRow.id))
        return {sheet_id: (items, figures) for sheet_id, items, figures in rows}

    def scores(self, review_id: int) -> Sequence[Given]:
        """Every score ever given, oldest first: the last one of a side and item is the one that holds."""
        rows = self._session.execute(SCORES.one, {"review_id": review_id})
        return [_SCORE.of(row).value(number=row[-1]) for row in rows]

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
                "rungs": ",".join(map(str, each.rungs)) if each.rungs else None,
                "files": ",".join(map(str, each.files)) or None,
            }
            for (section, item), each in scores.items()
        ]
        self._session.execute(_ADD_SCORES, rows)

    def history(self, review_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        rows = self._session.execute(HISTORY.one, {"review_id": review_id})
        return [_ENTRY.of(row).value() for row in rows]

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

    def _requirements(self, review: Review) -> tuple[Requirement, ...]:
        kept = self._session.execute(REQUIREMENTS.one, {"review_id": review.id}).scalar_one() or ()
        return tuple(Requirement.model_validate(each) for each in kept)

    def _one(self, statement: Any, review_id: int) -> Review:
        return _value(one(self._session.execute(statement, {"review_id": review_id})))

    def _manager(self, row: Sequence[Any]) -> Person:
        return _MANAGER.value(row, at=_AT_MANAGER, policy=policy_of(self._session))


def _delegate_after(review: Review, facts: Facts) -> int | None:
    """A new manager has it themselves."""
    if facts.manager is not None:
        return None
    return facts.delegate.now if facts.delegate is not None else review.delegate_id


def _value(row: Sequence[Any]) -> Review:
    """Of a row of `_ANY`."""
    return _REVIEW.of(row).value(is_here=row[_REVIEW.width] is None)
