"""Queries about versions of KPI sheets and the signatures under them. A version never changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from bot.domain.goals.goals import Signature
from bot.domain.goals.shared import SharedKpi, on_a_sheet
from bot.domain.goals.sheet import SheetVersion
from bot.domain.goals.way import Party
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.sheets import SheetOrigin, SheetState
from bot.domain.text import key
from storage.missing import found
from storage.models.anchors import as_kept
from storage.models.goals import SignatureRow
from storage.models.people import PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow

LOOKED_BACK = 20
"""Versions among which the one that the other side knew is looked for."""


class Sheets:
    """Versions of sheets that people agree on in Slack."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def propose(
        self,
        person_id: int,
        kpis: Sequence[Kpi],
        *,
        cycle_id: int,
        by_id: int,
        at: datetime,
        because: str | None = None,
        counts_from: date | None = None,
    ) -> int:
        """A new version of a person's sheet, a draft until both have signed; its id."""
        # The person first, as an import does that numbers a version of theirs: no number is given twice.
        whose = select(PersonRow.id).where(PersonRow.id == person_id)
        self._session.execute(whose.with_for_update(key_share=True))
        newest = self._session.scalar(
            select(func.max(func.abs(KpiSheetRow.version))).where(KpiSheetRow.person_id == person_id)
        )
        row = KpiSheetRow(
            person_id=person_id,
            version=(newest or 0) + 1,
            state=SheetState.DRAFT,
            origin=SheetOrigin.SIGNED,
            cycle_id=cycle_id,
            counts_from=counts_from,
            because=because,
            proposed_by_id=by_id,
            proposed_at=at,
        )
        self._session.add(row)
        self._session.flush()
        self._session.execute(
            insert(KpiItemRow),
            _items(row.id, kpis),
        )
        return row.id

    def renew_for_department(self, department_id: int, shared: SharedKpi, *, at: datetime) -> None:
        """What a department shares stands on its sheet as it was agreed on, in the place and with the weight
        that it had there, or that a KPI of its name has; where there is none, its sheet stays.
        """
        newest = self._session.scalar(
            select(KpiSheetRow)
            .where(KpiSheetRow.department_id == department_id, KpiSheetRow.version > 0)
            .order_by(KpiSheetRow.version.desc())
            .limit(1)
        )
        if newest is None:
            return
        kpis = self._version(newest).kpis
        same = next((kpi for kpi in kpis if kpi.shared_id == shared.shared_id), None)
        stood = same or next((kpi for kpi in kpis if key(kpi.name) == key(shared.kpi.name)), None)
        if stood is None:
            return
        row = KpiSheetRow(
            department_id=department_id,
            version=newest.version + 1,
            state=SheetState.AGREED,
            origin=SheetOrigin.SIGNED,
            agreed_at=at,
            because=shared.because,
            proposed_by_id=shared.proposed_by_id,
            proposed_at=shared.proposed_at,
        )
        self._session.add(row)
        self._session.flush()
        renewed = [on_a_sheet(shared, kpi) if kpi is stood else kpi for kpi in kpis]
        self._session.execute(insert(KpiItemRow), _items(row.id, renewed))

    def sign(self, signature: Signature) -> None:
        """Add one side's signature; each side has one under each version."""
        self._session.add(SignatureRow(**vars(signature)))
        self._session.flush()

    def agree(self, sheet_id: int, *, at: datetime) -> None:
        """From now on this version is agreed."""
        self._session.execute(
            update(KpiSheetRow)
            .where(KpiSheetRow.id == sheet_id)
            .values(state=SheetState.AGREED, agreed_at=at)
        )

    def signatures(self, sheet_ids: Collection[int]) -> Mapping[int, Mapping[Party, Signature]]:
        """Under each of these versions, by side."""
        signed: dict[int, dict[Party, Signature]] = {sheet_id: {} for sheet_id in sheet_ids}
        query = select(SignatureRow).where(SignatureRow.sheet_id.in_(sheet_ids)).order_by(SignatureRow.id)
        for row in self._session.scalars(query):
            signed[row.sheet_id][row.side] = row.value()
        return signed

    def version(self, sheet_id: int) -> SheetVersion:
        """One version, whole. Raises Missing."""
        row = found(self._session.get(KpiSheetRow, sheet_id))
        return self._version(row)

    def before(self, person_id: int, number: int) -> Sequence[SheetVersion]:
        """Every version of a person's sheet before this one, newest first, whatever became of it."""
        rows = self._session.scalars(
            select(KpiSheetRow)
            .where(KpiSheetRow.person_id == person_id, KpiSheetRow.version > 0, KpiSheetRow.version < number)
            .order_by(KpiSheetRow.version.desc())
            .limit(LOOKED_BACK)
        )
        return [self._version(row) for row in rows.all()]

    def last_agreed(self, person_id: int) -> SheetVersion | None:
        """The newest version of a person's sheet that is agreed, whichever period it was made for."""
        row = self._session.scalar(
            select(KpiSheetRow)
            .where(
                KpiSheetRow.person_id == person_id,
                KpiSheetRow.version > 0,
                KpiSheetRow.state == SheetState.AGREED,
            )
            .order_by(KpiSheetRow.agreed_at.desc().nulls_last(), KpiSheetRow.version.desc())
            .limit(1)
        )
        return None if row is None else self._version(row)

    def keys_of(self, person_id: int) -> frozenset[str]:
        """Every key that a KPI of any version of a person's sheet has had."""
        keys = (
            select(KpiItemRow.key)
            .join(KpiSheetRow, KpiSheetRow.id == KpiItemRow.sheet_id)
            .where(KpiSheetRow.person_id == person_id)
        )
        return frozenset(self._session.scalars(keys.distinct()))

    def numbers(self, person_id: int, cycle_id: int) -> Mapping[int, int]:
        """The number of every version that was proposed for a cycle, by its id; in their order."""
        query = (
            select(KpiSheetRow.id, KpiSheetRow.version)
            .where(KpiSheetRow.person_id == person_id, KpiSheetRow.cycle_id == cycle_id)
            .order_by(KpiSheetRow.version)
        )
        return dict(self._session.execute(query).all())

    def _version(self, row: KpiSheetRow) -> SheetVersion:
        items = self._session.scalars(
            select(KpiItemRow).where(KpiItemRow.sheet_id == row.id).order_by(KpiItemRow.position)
        )
        return SheetVersion(
            id=row.id,
            number=row.version,
            kpis=tuple(item.value(Whose.OWN) for item in items),
            origin=row.origin,
            cycle_id=row.cycle_id,
            agreed_at=row.agreed_at,
            counts_from=row.counts_from,
            because=row.because,
            proposed_by_id=row.proposed_by_id,
            proposed_at=row.proposed_at,
        )


def _items(sheet_id: int, kpis: Sequence[Kpi]) -> list[dict[str, Any]]:
    """The rows of a sheet's KPIs."""
    return [
        {name: value for name, value in vars(kpi).items() if name not in ("whose", "anchors", "figure")}
        | {"sheet_id": sheet_id, "position": position, "anchors": as_kept(kpi.anchors)}
        for position, kpi in enumerate(kpis)
    ]
