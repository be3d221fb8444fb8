"""Queries about the rules of a cycle: what it goes by, and what was recorded of that."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.fingerprint import Day, FixedRules, Pinned, fingerprint
from bot.domain.reviews.scheme import Scheme, dump_scheme, restore_scheme
from storage.missing import one
from storage.models.fingerprint import FixedRulesRow
from storage.models.people import PersonRow
from storage.reviews.reading import CYCLES

_DAYS = tuple(Day)
_PINNED = (CYCLES.c.scheme, *(CYCLES.c[day.value] for day in _DAYS))


# Put together once: everybody's card of a cycle reads it.
_ALL_OF = (
    select(FixedRulesRow, PersonRow.name)
    .outerjoin(PersonRow, PersonRow.id == FixedRulesRow.by_id)
    .where(bindparam("cycle_id") == FixedRulesRow.cycle_id)
    .order_by(FixedRulesRow.number)
)


class Fingerprints:
    """What was fixed, as values. A cycle is locked by whoever changes what it goes by."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pinned(self, cycle_id: int) -> Pinned:
        """What a cycle goes by this moment. Raises Missing."""
        scheme, *days = one(self._session.execute(select(*_PINNED).where(CYCLES.c.id == cycle_id)))
        return Pinned(scheme=scheme, days=dict(zip(_DAYS, days, strict=True)))

    def of(self, cycle_id: int) -> Sequence[FixedRules]:
        """All that was recorded, oldest first."""
        rows = self._session.execute(_ALL_OF, {"cycle_id": cycle_id})
        return [_value(row, name) for row, name in rows]

    def add(
        self,
        cycle_id: int,
        pinned: Pinned,
        *,
        by_id: int | None,
        at: datetime,
        reason: str | None = None,
        schemes: tuple[Scheme, Scheme] | None = None,
    ) -> None:
        """Record what holds from now on, after all that was recorded. `schemes`: both versions, where it went
        over from one to another.
        """
        number = select(func.coalesce(func.max(FixedRulesRow.number), 0) + 1).where(
            FixedRulesRow.cycle_id == cycle_id
        )
        self._session.add(
            FixedRulesRow(
                cycle_id=cycle_id,
                number=number.scalar_subquery(),
                fingerprint=fingerprint(pinned),
                scheme_version=pinned.version,
                days={day.value: on.isoformat() if on else None for day, on in pinned.days.items()},
                at=at,
                by_id=by_id,
                reason=reason,
                scheme_was=dump_scheme(schemes[0]) if schemes else None,
                scheme_now=dump_scheme(schemes[1]) if schemes else None,
            )
        )
        self._session.flush()


def _value(row: FixedRulesRow, name: str | None) -> FixedRules:
    return FixedRules(
        fingerprint=row.fingerprint,
        version=row.scheme_version,
        days={Day(day): date.fromisoformat(on) if on else None for day, on in row.days.items()},
        at=row.at,
        by=name or "",
        reason=row.reason,
        schemes=(
            (restore_scheme(row.scheme_was), restore_scheme(row.scheme_now))
            if row.scheme_was is not None and row.scheme_now is not None
            else None
        ),
    )
