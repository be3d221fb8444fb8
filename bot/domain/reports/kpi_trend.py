"""What a department's KPIs came to, month by month. A team's figure is not one about people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from bot.domain.goals.anchors import Direction
from bot.domain.quantities import Quantity
from bot.domain.reports.month import Month, month_of

MOST_MONTHS = 6
WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A figure as it was entered: of one KPI the highest `id` of a month holds. `day`: of which it tells."""

    id: int
    day: date
    typed: str
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a KPI came to in a month. `value` None where it counts nothing, or there is no figure."""

    month: Month
    typed: str
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class KpiLine:
    """One KPI. `readings`: the months that have a figure, the oldest first, the last of them the newest one.

    `has_few`: fewer than five people share it and no department, so that its figure is theirs.
    """

    name: str
    unit: str
    quantity: Quantity | None
    target: str
    amount: Decimal | None
    direction: Direction | None
    readings: tuple[Reading, ...] = ()
    has_few: bool = False

    @property
    def newest(self) -> Reading | None:
        return self.readings[-1] if self.readings else None

    def attained(self, reading: Reading | None) -> int | None:
        """The share of the target that was reached, in whole percent, half upwards; where lower is better,
        what the target is of the figure. None where either is words, not there, or not above nought.
        """
        value = None if reading is None else reading.value
        if value is None or self.amount is None or value <= 0 or self.amount <= 0:
            return None
        parts = (self.amount, value) if self.direction is Direction.LOWER else (value, self.amount)
        return int((parts[0] * WHOLE / parts[1]).to_integral_value(ROUND_HALF_UP))

    @property
    def is_reached(self) -> bool | None:
        """Whether the newest figure reaches the target; None where nobody can tell."""
        share = self.attained(self.newest)
        return None if share is None else share >= WHOLE


def told_day(*, as_of: date | None, at: datetime, ends_on: date, zone: ZoneInfo) -> date:
    """Of which day a figure tells: the one that was said, else the day it came, or its period's last one
    where it came after that.
    """
    return as_of or min(at.astimezone(zone).date(), ends_on)


def readings(entered: Iterable[Entered], *, month: Month) -> tuple[Reading, ...]:
    """Of each month up to this one the figure that holds, the newest `MOST_MONTHS` of them."""
    held: dict[Month, Entered] = {}
    for each in sorted(entered, key=lambda each: each.id):
        if month_of(each.day) <= month:
            held[month_of(each.day)] = each
    return tuple(
        Reading(month=of, typed=held[of].typed, value=held[of].value) for of in sorted(held)[-MOST_MONTHS:]
    )
