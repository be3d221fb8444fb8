"""Queries that find cycles: by number, by name, by what they are at."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.domain.reviews.cycles import Cycle, Dates, GoalsDates, cycle_name, is_year
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import UNDER_WAY
from storage.missing import one
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.reviews.opening import IN_GOALS
from storage.reviews.reading import CYCLE_COLUMNS, CYCLES, cycle_value, is_of_one

# Put together once, and past the mapper; without the scheme, which is long.
_THIS = bindparam("cycle_id") == CYCLES.c.id
_FACTS = select(*CYCLE_COLUMNS).where(_THIS)
_GET = select(*(column for column in CYCLES.c if column is not CYCLES.c.scheme)).where(_THIS)
_GET_LOCKED = _GET.with_for_update()
_HELD = (
    select(CYCLES.c.id)
    .where(CYCLES.c.withdrawn_at.is_(None), CYCLES.c.name.in_(bindparam("names", expanding=True)))
    .order_by(CYCLES.c.id)
    .with_for_update(read=True)
)
_UNFINISHED = (
    select(ReviewRow.cycle_id)
    .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
    .where(ReviewRow.state.in_(UNDER_WAY), PersonRow.left_on.is_(None))
)


class FoundCycles:
    """Cycles as values; what was withdrawn stands under no name."""

    _session: Session

    def get(self, cycle_id: int, *, lock: bool = False) -> Cycle:
        """The cycle as it is this moment, withdrawn or not. Raises Missing."""
        row = self._session.execute(_GET_LOCKED if lock else _GET, {"cycle_id": cycle_id})
        return self._value(one(row))

    def hold(self, names: Collection[str]) -> None:
        """Until the transaction ends nothing is released in the cycles of these names; waits for a release
        that is under way.
        """
        self._session.execute(_HELD, {"names": sorted(names)}).all()

    def facts(self, cycle_id: int) -> CycleFacts:
        """The cycle with its scheme. Raises Missing."""
        return cycle_value(one(self._session.execute(_FACTS, {"cycle_id": cycle_id})))

    def named(self, name: str, *, lock: bool = False) -> Cycle | None:
        """The cycle that stands under this name, however it is written here or was when it was opened.

        Should two be the same in all but their writing, each is found by its own.
        """
        names = self._session.execute(
            select(CycleRow.name, CycleRow.id).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.id)
        ).all()
        wanted = cycle_name(name)
        same = {stored: cycle for stored, cycle in names if cycle_name(stored) == wanted}
        if not same:
            return None
        which = same.get(name) or same.get(wanted) or next(iter(same.values()))
        statement = select(CycleRow).where(CycleRow.id == which)
        row = self._session.scalar(statement.with_for_update() if lock else statement)
        return self._value(row) if row else None

    def withdrawn(self, name: str) -> Cycle | None:
        """The last cycle of this name that was withdrawn."""
        row = self._session.scalar(
            select(CycleRow)
            .where(CycleRow.name == cycle_name(name), CycleRow.withdrawn_at.is_not(None))
            .order_by(CycleRow.withdrawn_at.desc())
            .limit(1)
        )
        return self._value(row) if row else None

    def latest(self) -> Cycle | None:
        """The newest cycle that stands of those in which people are scored; never an ad-hoc review."""
        row = self._session.scalar(
            select(CycleRow)
            .where(
                CycleRow.withdrawn_at.is_(None),
                CycleRow.scoring_opened_at.is_not(None),
                ~is_of_one(CycleRow.name),
            )
            .order_by(CycleRow.scoring_opened_at.desc(), CycleRow.id.desc())
            .limit(1)
        )
        return self._value(row) if row else None

    def running(self) -> Sequence[Cycle]:
        """The cycles that stand and in which somebody who is here still waits for a result, else the latest.
        Those of a period first, then the newest; ad-hoc reviews are not among them.
        """
        rows = self._session.scalars(
            select(CycleRow)
            .where(
                CycleRow.withdrawn_at.is_(None),
                CycleRow.scoring_opened_at.is_not(None),
                CycleRow.id.in_(_UNFINISHED),
                ~is_of_one(CycleRow.name),
            )
            .order_by(CycleRow.scoring_opened_at.desc(), CycleRow.id.desc())
        )
        running = sorted(map(self._value, rows), key=lambda each: is_year(each.name))
        latest = None if running else self.latest()
        return [latest] if latest else running

    def ad_hoc(self) -> Sequence[Cycle]:
        """The ad-hoc reviews that stand and of which somebody who is here still waits for a result, the
        newest first.
        """
        rows = self._session.scalars(
            select(CycleRow)
            .where(CycleRow.withdrawn_at.is_(None), CycleRow.id.in_(_UNFINISHED), is_of_one(CycleRow.name))
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
        )
        return [self._value(row) for row in rows]

    def in_goals(self) -> Sequence[Cycle]:
        """The cycles that stand and in which goals are agreed on, the newest period first."""
        rows = self._session.scalars(
            select(CycleRow).where(*IN_GOALS).order_by(CycleRow.starts_on.desc(), CycleRow.id.desc())
        )
        return [self._value(row) for row in rows]

    def standing(self) -> Sequence[Cycle]:
        """Every cycle that stands, newest first."""
        rows = self._session.scalars(
            select(CycleRow)
            .where(CycleRow.withdrawn_at.is_(None))
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
        )
        return [self._value(row) for row in rows]

    def names(self) -> Sequence[str]:
        """The name of every cycle that stands, newest first."""
        return self._session.scalars(
            select(CycleRow.name).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at.desc())
        ).all()

    def pinned(self) -> Sequence[tuple[str, Scheme]]:
        """The name and the scheme of every cycle that stands, oldest first."""
        rows = self._session.scalars(
            select(CycleRow).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at, CycleRow.id)
        )
        return [(row.name, row.value().scheme) for row in rows]

    def on_scheme(self, key: str, version: int) -> CycleFacts | None:
        """A cycle that stands and was opened on this version of a scheme."""
        row = self._session.scalar(
            select(CycleRow)
            .where(
                CycleRow.scheme_key == key,
                CycleRow.scheme_version == version,
                CycleRow.withdrawn_at.is_(None),
            )
            .limit(1)
        )
        return row.value() if row else None

    def _value(self, row: Any) -> Cycle:
        return Cycle(
            id=row.id,
            name=row.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            opened_at=row.opened_at,
            is_withdrawn=row.withdrawn_at is not None,
            dates=Dates(
                self_score_due=row.self_score_due,
                self_score_closes=row.self_score_closes,
                approval_due=row.approval_due,
                second_look_due=row.second_look_due,
            ),
            goals=(
                GoalsDates(due=row.goals_due, scoring_opens_on=row.scoring_opens_on)
                if row.goals_opened_at is not None
                else None
            ),
            scoring_opened_at=row.scoring_opened_at,
        )
