"""Queries about shared KPIs: their versions, who owns them, what happened to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.domain.goals.shared import Owner, SharedKpi
from bot.domain.goals.shared_way import AGREED, BEGUN, UNDER_WAY, Event, State
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.reviews.kpis import Kpi
from storage.missing import found
from storage.models.anchors import as_kept as kept_anchors
from storage.models.people import DepartmentRow, PersonRow
from storage.models.shared import SharedKpiHistoryRow, SharedKpiOwnerRow, SharedKpiRow

LARGEST = 2**31 - 1
"""No version has a larger number."""

_NOT_SHARED = frozenset({"key", "weight", "duty", "whose", "shared_id", "anchors", "figure"})


class SharedKpis:
    """Versions of shared KPIs. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def propose(
        self,
        kpi: Kpi,
        *,
        shared_id: int | None,
        key: str,
        cycle_id: int,
        people: Iterable[int],
        departments: Iterable[int],
        by_id: int,
        at: datetime,
        because: str,
    ) -> SharedKpi:
        """A new version; the first where there is none (`shared_id` None)."""
        newest = select(func.max(SharedKpiRow.number)).where(SharedKpiRow.shared_id == shared_id)
        content = {name: value for name, value in vars(kpi).items() if name not in _NOT_SHARED}
        row = SharedKpiRow(
            **content,
            anchors=kept_anchors(kpi.anchors),
            shared_id=shared_id,
            number=(self._session.scalar(newest) or 0) + 1,
            key=key,
            cycle_id=cycle_id,
            state=BEGUN,
            version=1,
            proposed_by_id=by_id,
            proposed_at=at,
            because=because,
        )
        self._session.add(row)
        self._session.flush()
        row.shared_id = shared_id or row.id
        self._session.add_all(
            [
                *(SharedKpiOwnerRow(shared_kpi_id=row.id, person_id=each) for each in people),
                *(SharedKpiOwnerRow(shared_kpi_id=row.id, department_id=each) for each in departments),
            ]
        )
        self._session.flush()
        made = self.look(row.id)
        self._append(made, Event.PROPOSE, to=made, by_id=by_id, at=at, note=None, facts=NOTHING_MORE)
        return made

    def get(self, shared_kpi_id: int) -> SharedKpi:
        """One version, locked. Raises Missing."""
        query = select(SharedKpiRow).where(SharedKpiRow.id == shared_kpi_id).with_for_update()
        return self._values([found(self._session.scalar(query))])[0]

    def look(self, shared_kpi_id: int) -> SharedKpi:
        """One version as it is, for reading. Raises Missing."""
        return self._values([found(self._session.get(SharedKpiRow, shared_kpi_id))])[0]

    def agreed(self, shared_id: int, *, before: int = LARGEST) -> SharedKpi | None:
        """The newest version that all have agreed on, of those before this number."""
        rows = self._session.scalars(
            select(SharedKpiRow)
            .where(
                SharedKpiRow.shared_id == shared_id,
                SharedKpiRow.state.in_(AGREED),
                SharedKpiRow.number < before,
            )
            .order_by(SharedKpiRow.number.desc())
            .limit(1)
        )
        return next(iter(self._values(rows.all())), None)

    def all_under_way(self) -> Sequence[SharedKpi]:
        """Every version of which an answer may wait."""
        rows = self._session.scalars(
            select(SharedKpiRow).where(SharedKpiRow.state.in_(UNDER_WAY)).order_by(SharedKpiRow.id)
        )
        return self._values(rows.all())

    def under_way_of(self, shared_id: int) -> SharedKpi | None:
        """The version of a shared KPI about which its owners are being asked."""
        return next((each for each in self.all_under_way() if each.shared_id == shared_id), None)

    def owners_of(self, shared_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        """The names of who shares each of these: by the newest version agreed on, or the first one."""
        named: dict[int, tuple[str, ...]] = {}
        for shared_id in shared_ids:
            version = self.agreed(shared_id) or self.look(shared_id)
            named[shared_id] = tuple(self.names(version).values())
        return named

    def names(self, shared: SharedKpi) -> Mapping[int, str]:
        """The names of a version's owners, by the owner's id."""
        rows = self._session.execute(
            select(SharedKpiOwnerRow.id, func.coalesce(PersonRow.name, DepartmentRow.name))
            .outerjoin(PersonRow, PersonRow.id == SharedKpiOwnerRow.person_id)
            .outerjoin(DepartmentRow, DepartmentRow.id == SharedKpiOwnerRow.department_id)
            .where(SharedKpiOwnerRow.shared_kpi_id == shared.id)
            .order_by(SharedKpiOwnerRow.id)
        )
        return dict(rows.all())

    def superiors(self, department_id: int) -> frozenset[int]:
        """Who manages somebody of a department that is there: their ids."""
        query = select(PersonRow.manager_id).where(
            PersonRow.department_id == department_id,
            PersonRow.left_on.is_(None),
            PersonRow.manager_id.is_not(None),
        )
        return frozenset(number for number in self._session.scalars(query) if number is not None)

    def answer(self, owner: Owner, *, by_id: int, at: datetime, basis_id: int | None) -> None:
        """Somebody agreed for an owner, once."""
        self._session.execute(
            update(SharedKpiOwnerRow)
            .where(SharedKpiOwnerRow.id == owner.id, SharedKpiOwnerRow.agreed_at.is_(None))
            .values(agreed_by_id=by_id, agreed_at=at, basis_id=basis_id)
        )

    def move(
        self,
        shared: SharedKpi,
        event: Event,
        *,
        to: State,
        by_id: int | None,
        at: datetime,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> SharedKpi:
        """Write where a locked version is now, and append to its history; with its owners' answers."""
        version = shared.version + 1
        row = self._session.get_one(SharedKpiRow, shared.id)
        row.state, row.version = to, version
        self._session.flush()
        moved = replace(shared, state=to, version=version, owners=self._owners([shared.id])[shared.id])
        self._append(shared, event, to=moved, by_id=by_id, at=at, note=note, facts=facts)
        return moved

    def history(self, shared_kpi_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened to a version, oldest first."""
        rows = self._session.scalars(
            select(SharedKpiHistoryRow)
            .where(SharedKpiHistoryRow.shared_kpi_id == shared_kpi_id)
            .order_by(SharedKpiHistoryRow.number)
        )
        return [row.value() for row in rows]

    def _append(
        self,
        before: SharedKpi,
        event: Event,
        *,
        to: SharedKpi,
        by_id: int | None,
        at: datetime,
        note: str | None,
        facts: Facts,
    ) -> None:
        self._session.add(
            SharedKpiHistoryRow(
                shared_kpi_id=to.id,
                number=to.version,
                event=event,
                from_state=before.state,
                to_state=to.state,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(facts),
            )
        )
        self._session.flush()

    def _owners(self, ids: Collection[int]) -> dict[int, tuple[Owner, ...]]:
        rows = self._session.execute(
            select(*SharedKpiOwnerRow.__table__.columns)
            .where(SharedKpiOwnerRow.shared_kpi_id.in_(ids))
            .order_by(SharedKpiOwnerRow.id)
        )
        owned: dict[int, tuple[Owner, ...]] = dict.fromkeys(ids, ())
        for row in rows.mappings():
            said: dict[str, Any] = dict(row)
            owned[said.pop("shared_kpi_id")] += (Owner(**said),)
        return owned

    def _values(self, rows: Sequence[SharedKpiRow]) -> list[SharedKpi]:
        owners = self._owners([row.id for row in rows])
        return [
            SharedKpi(
                id=row.id,
                shared_id=row.shared_id or row.id,
                number=row.number,
                kpi=row.kpi(),
                key=row.key,
                cycle_id=row.cycle_id,
                state=row.state,
                version=row.version,
                proposed_by_id=row.proposed_by_id,
                proposed_at=row.proposed_at,
                because=row.because,
                owners=owners[row.id],
            )
            for row in rows
        ]
