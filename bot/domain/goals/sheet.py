"""A KPI sheet on its way to both signatures: its versions, what is unsound, what deserves a second look.

Source: domain.md §4; the figures that the sources do not name are our choice.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.organisation import KEY_WEIGHT, MOST_KPIS, WARN_ABOVE_KPIS
from bot.domain.reviews.kpis import Kpi, Measures
from bot.domain.reviews.sheets import SheetOrigin
from bot.errors import Refusal

LIGHT_BELOW = 5
WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class SheetVersion:
    """One version of a person's sheet, which never changes. `number` counts through all periods.

    `cycle_id`: the period that it was made for; None for one that came with the organisation file.
    `counts_from`: the day from which it counts, where it replaces another within the period. `because`:
    the reason of whoever proposed it.
    """

    id: int
    number: int
    kpis: tuple[Kpi, ...]
    origin: SheetOrigin
    cycle_id: int | None
    agreed_at: datetime | None
    counts_from: date | None
    because: str | None
    proposed_by_id: int | None
    proposed_at: datetime | None


class Doubt(StrEnum):
    """What is told before somebody signs, and does not keep them from it. Each has its words."""

    MANY = "many"
    NO_KEY = "no_key"
    ONLY_RESULTS = "only_results"
    SINGLE = "single"
    LATE_FIGURE = "late_figure"
    LIGHT = "light"
    NO_DUTY = "no_duty"


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A doubt, and the KPI that it is about; None where it is about the sheet."""

    doubt: Doubt
    kpi: Kpi | None = None


def weight_of(kpis: Sequence[Kpi]) -> int:
    """What the weights come to, in percent."""
    return sum(kpi.weight for kpi in kpis)


def doubts(kpis: Sequence[Kpi], *, scored_after_days: int) -> Iterator[Warned]:
    """What a careful colleague would ask about. `scored_after_days`: how many days after the period's end
    the self-score is due: a figure that is there later comes too late.
    """
    if len(kpis) > WARN_ABOVE_KPIS:
        yield Warned(doubt=Doubt.MANY)
    if len(kpis) == 1:
        yield Warned(doubt=Doubt.SINGLE)
    if kpis and max(kpi.weight for kpi in kpis) < KEY_WEIGHT:
        yield Warned(doubt=Doubt.NO_KEY)
    if len(kpis) > 1 and all(kpi.measures is Measures.RESULT for kpi in kpis):
        yield Warned(doubt=Doubt.ONLY_RESULTS)
    homeless = [kpi for kpi in kpis if not kpi.duty]
    if len(homeless) > 1 and len(homeless) == len(kpis):
        yield Warned(doubt=Doubt.NO_DUTY)
    for kpi in kpis:
        if kpi.arrives_days is not None and kpi.arrives_days > scored_after_days:
            yield Warned(doubt=Doubt.LATE_FIGURE, kpi=kpi)
        if kpi.weight < LIGHT_BELOW:
            yield Warned(doubt=Doubt.LIGHT, kpi=kpi)
        if kpi in homeless and len(homeless) < max(2, len(kpis)):
            yield Warned(doubt=Doubt.NO_DUTY, kpi=kpi)


def require_room(kpis: Sequence[Kpi], *, field: str | None = None) -> None:
    """Raises Refusal("goals.too_many"), at a field perhaps, where these are more than anybody may sign."""
    if len(kpis) > MOST_KPIS:
        raise Refusal("goals.too_many", field=field, count=len(kpis), most=MOST_KPIS)


def why_unsound(kpis: Sequence[Kpi]) -> list[Refusal]:
    """Everything for which nobody may sign a sheet: goals.no_kpis, goals.too_many, goals.weights,
    goals.no_weight, goals.no_anchors.
    """
    reasons: list[Refusal] = []
    if not kpis:
        reasons.append(Refusal("goals.no_kpis"))
    if len(kpis) > MOST_KPIS:
        reasons.append(Refusal("goals.too_many", count=len(kpis), most=MOST_KPIS))
    total = weight_of(kpis)
    if kpis and total != WHOLE:
        reasons.append(Refusal("goals.weights", total=total, off=abs(WHOLE - total), is_over=total > WHOLE))
    weightless = [kpi.name for kpi in kpis if kpi.weight < 1]
    if weightless:
        reasons.append(Refusal("goals.no_weight", names=weightless))
    without = [kpi.name for kpi in kpis if not kpi.anchors]
    if without:
        reasons.append(Refusal("goals.no_anchors", names=without))
    return reasons


def require_sound(kpis: Sequence[Kpi]) -> None:
    """Raises the first of `why_unsound`."""
    for reason in why_unsound(kpis):
        raise reason


FIELDS = (
    "name",
    "weight",
    "target",
    "unit",
    "measure",
    "direction",
    "anchors",
    "result",
    "goal_key",
    "duty",
    "source",
    "figure_by_id",
    "arrives_days",
    "measures",
    "quantity",
    "scored_by",
    "shared_id",
)
"""Everything that both sides sign, in the order in which a reader looks for it."""


@dataclass(frozen=True, kw_only=True)
class KpiChange:
    """One KPI of two versions: only `before` where it was dropped, only `after` where it is new.

    `fields` that differ, where it stands in both.
    """

    before: Kpi | None
    after: Kpi | None
    fields: tuple[str, ...] = ()

    @property
    def kpi(self) -> Kpi:
        """The later of the two. Raises ValueError for a change of nothing."""
        kpi = self.after or self.before
        if kpi is None:
            raise ValueError("a change is of something")
        return kpi


def changes(before: Sequence[Kpi], after: Sequence[Kpi]) -> list[KpiChange]:
    """What is different, item by item by its key: first what stands in the later one, then what is gone."""
    old = {kpi.key: kpi for kpi in before}
    found: list[KpiChange] = []
    for kpi in after:
        was = old.pop(kpi.key, None)
        fields = tuple(name for name in FIELDS if was and getattr(was, name) != getattr(kpi, name))
        if was is None or fields:
            found.append(KpiChange(before=was, after=kpi, fields=fields))
    return [*found, *(KpiChange(before=was, after=None) for was in old.values())]


def next_key(taken: Collection[str]) -> str:
    """One that is not taken: k1, k2, … A key is never given twice, so that versions compare."""
    return next(key for key in (f"k{number}" for number in range(1, 10_000)) if key not in taken)
