"""Queries about a manager's people: a page of them, however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from bot.domain.goals.way import COUNTING as COUNTING_GOALS
from bot.domain.goals.way import GOALS
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import TeamGoals, TeamReviews
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.way import COUNTING, DECIDED, REVIEW, UNDECIDED, Mark
from storage.models.goals import GoalsRow
from storage.models.obligations import ObligationRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.plain import Plain
from storage.reviews.reading import is_of_one

CYCLES_SHOWN = 3

# Put together once: that takes longer than running them.
_REVIEW, _GOALS, _CYCLE = Plain(ReviewRow).table, Plain(GoalsRow).table, Plain(CycleRow).table
_PERSON, _OWED = Plain(PersonRow).table, Plain(ObligationRow).table
_MANAGER: BindParameter[int] = bindparam("manager")
_REPORTS = and_(_PERSON.c.manager_id == _MANAGER, _PERSON.c.left_on.is_(None))
_LEADS = select(exists().where(_REPORTS))
_HOW_MANY = select(func.count()).select_from(_PERSON).where(_REPORTS)
_WAITS = _PERSON.c.id.in_(
    select(_OWED.c.other_id).where(
        _OWED.c.person_id == _MANAGER, _OWED.c.done_at.is_(None), _OWED.c.opens_at <= bindparam("now")
    )
)
"""Asked of all of them at once: one by one it would take as long as they are many, squared."""

_WAITING = _HOW_MANY.where(_WAITS)
_IS_UNDECIDED = func.max(case((_REVIEW.c.state.in_(UNDECIDED) & _PERSON.c.left_on.is_(None), 1), else_=0))
_CYCLES = (
    select(_CYCLE.c.id, _CYCLE.c.name, _CYCLE.c.approval_due, _IS_UNDECIDED.label("is_undecided"))
    .join(_REVIEW, _CYCLE.c.id == _REVIEW.c.cycle_id)
    .join(_PERSON, _PERSON.c.id == _REVIEW.c.employee_id)
    .where(_REVIEW.c.manager_id == _MANAGER, _REVIEW.c.state.in_(COUNTING))
    .group_by(_CYCLE.c.id, _CYCLE.c.name, _CYCLE.c.approval_due, _CYCLE.c.scoring_opened_at)
    .order_by(
        is_of_one(_CYCLE.c.name), _IS_UNDECIDED.desc(), _CYCLE.c.scoring_opened_at.desc(), _CYCLE.c.id.desc()
    )
    .limit(CYCLES_SHOWN)
)
_LATEST_GOALS = (
    select(_CYCLE.c.id, _CYCLE.c.name, func.coalesce(_CYCLE.c.goals_due, _CYCLE.c.ends_on))
    .join(_GOALS, _CYCLE.c.id == _GOALS.c.cycle_id)
    .where(_GOALS.c.manager_id == _MANAGER, _GOALS.c.state.in_(COUNTING_GOALS))
    .order_by(_CYCLE.c.starts_on.desc(), _CYCLE.c.id.desc())
    .limit(1)
)
_REVIEWS_OF_IT = and_(
    _REVIEW.c.cycle_id == bindparam("cycle"), _REVIEW.c.manager_id == _MANAGER, _REVIEW.c.state.in_(COUNTING)
)
_GOALS_OF_IT = and_(
    _GOALS.c.cycle_id == bindparam("goals_cycle"),
    _GOALS.c.manager_id == _MANAGER,
    _GOALS.c.state.in_(COUNTING_GOALS),
)
_REVIEW_COUNTS = (
    select(_REVIEW.c.state, func.count())
    .join(_PERSON, _PERSON.c.id == _REVIEW.c.employee_id)
    .where(_REVIEWS_OF_IT, _PERSON.c.left_on.is_(None) | _REVIEW.c.state.in_(DECIDED))
    .group_by(_REVIEW.c.state)
)
_GOALS_COUNTS = (
    select(_GOALS.c.state, func.count())
    .join(_PERSON, _PERSON.c.id == _GOALS.c.employee_id)
    .where(_GOALS_OF_IT, _PERSON.c.left_on.is_(None))
    .group_by(_GOALS.c.state)
)
_PAGE = (
    select(
        _PERSON.c.id,
        _PERSON.c.name,
        _REVIEW.c.state.label("review"),
        _REVIEW.c.id.label("review_id"),
        _GOALS.c.state.label("goals"),
        _GOALS.c.id.label("goals_id"),
        func.coalesce(_GOALS.c.sheet_id, _GOALS.c.agreed_sheet_id).label("sheet_id"),
    )
    .select_from(
        _PERSON.outerjoin(_REVIEW, and_(_REVIEW.c.employee_id == _PERSON.c.id, _REVIEWS_OF_IT)).outerjoin(
            _GOALS, and_(_GOALS.c.employee_id == _PERSON.c.id, _GOALS_OF_IT)
        )
    )
    .where(_REPORTS)
    .order_by(_WAITS.desc(), _PERSON.c.name, _PERSON.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """Somebody who reports to a manager, and how far the manager's reviews and goals of them are."""

    person_id: int
    name: str
    review: Mark | None
    goals: GoalsMark | None
    review_id: int | None
    goals_id: int | None
    sheet: tuple[int, int] | None


class Team:
    """Everybody who reports to somebody now; who left does not."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def leads(self, manager_id: int) -> bool:
        """Whether anybody reports to this person."""
        return bool(self._session.scalar(_LEADS, {"manager": manager_id}))

    def how_many(self, manager_id: int) -> int:
        """As many report to this person."""
        return self._session.scalar(_HOW_MANY, {"manager": manager_id}) or 0

    def waiting(self, manager_id: int, *, now: datetime) -> int:
        """About how many of them something waits for this person."""
        return self._session.scalar(_WAITING, {"manager": manager_id, "now": now}) or 0

    def reviews(self, manager_id: int) -> Mapping[int, TeamReviews]:
        """How far their reviews are, by cycle: those in which something is still to be decided, a year after
        its parts, else the newest that has any.
        """
        rows = self._session.execute(_CYCLES, {"manager": manager_id}).all()
        shown = [row for row in rows if row.is_undecided] or rows[:1]
        return {
            row.id: TeamReviews(
                period=row.name, approval_due=row.approval_due, counts=self._review_counts(manager_id, row.id)
            )
            for row in sorted(shown, key=lambda row: is_year(row.name))
        }

    def _review_counts(self, manager_id: int, cycle_id: int) -> Mapping[Mark, int]:
        counts: dict[Mark, int] = {}
        for state, count in self._session.execute(_REVIEW_COUNTS, {"manager": manager_id, "cycle": cycle_id}):
            mark = REVIEW.stage(state).mark
            counts[mark] = counts.get(mark, 0) + count
        return counts

    def goals(self, manager_id: int) -> TeamGoals | None:
        """How far their goals are in the latest period that has any."""
        cycle = self._session.execute(_LATEST_GOALS, {"manager": manager_id}).first()
        if cycle is None:
            return None
        counts: dict[GoalsMark, int] = {}
        asked = {"manager": manager_id, "goals_cycle": cycle.id}
        for state, count in self._session.execute(_GOALS_COUNTS, asked):
            mark = GOALS.stage(state).mark
            counts[mark] = counts.get(mark, 0) + count
        return TeamGoals(cycle_id=cycle.id, period=cycle.name, due=cycle[-1], counts=counts)

    def page(
        self,
        manager_id: int,
        *,
        cycle: int | None,
        goals_cycle: int | None,
        now: datetime,
        first: int,
        most: int,
    ) -> list[Report]:
        """Some of them, from number `first` on: about whom something waits first, then by name."""
        asked = {"manager": manager_id, "cycle": cycle, "goals_cycle": goals_cycle}
        rows = self._session.execute(_PAGE, asked | {"now": now, "first": first, "most": most})
        return [
            Report(
                person_id=row.id,
                name=row.name,
                review=REVIEW.stage(row.review).mark if row.review else None,
                goals=GOALS.stage(row.goals).mark if row.goals else None,
                review_id=row.review_id,
                goals_id=row.goals_id,
                sheet=(row.goals_id, row.sheet_id) if row.sheet_id else None,
            )
            for row in rows
        ]
