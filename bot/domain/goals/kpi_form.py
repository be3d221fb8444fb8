"""One KPI as it is typed into its form, and the KPI that it comes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from bot.domain.goals.anchor_bands import AnchorRules
from bot.domain.goals.anchor_lines import as_typed, parse_anchors
from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.quantities import Quantity, read_number
from bot.domain.reviews.kpis import Kpi, Measures
from bot.domain.text import plain, typed_text
from bot.errors import Refusal

NAME_LIMIT = 150
TEXT_LIMIT = 300
UNIT_LIMIT = 40
TARGET_LIMIT = 120
SOURCE_LIMIT = 200
ANCHORS_LIMIT = 3000
MOST_DAYS = 120
MOST_DIGITS = 4

_LIMITS = {
    "name": NAME_LIMIT,
    "unit": UNIT_LIMIT,
    "target": TARGET_LIMIT,
    "measure": TEXT_LIMIT,
    "result": TEXT_LIMIT,
    "duty": NAME_LIMIT,
    "source": SOURCE_LIMIT,
}
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class TypedKpi:
    """What stands in the form; choices by their values, empty for what was left out."""

    name: str = ""
    weight: str = ""
    target: str = ""
    unit: str = ""
    measure: str = ""
    result: str = ""
    duty: str = ""
    source: str = ""
    quantity: str = ""
    direction: str = ""
    measures: str = Measures.RESULT.value
    scored_by: str = ScoredBy.WORDS.value
    anchors: str = ""
    arrives_days: str = ""
    goal_key: str = ""
    figure_by_id: int | None = None

    @classmethod
    def typed(cls, said: Mapping[str, Any]) -> "TypedKpi":
        """What was typed or kept, by the names of its fields; others are passed over."""
        return cls(**{name: said[name] for name in cls.__dataclass_fields__ if name in said})

    def as_kept(self) -> dict[str, Any]:
        return dict(vars(self))

    @classmethod
    def of(cls, kpi: Kpi) -> "TypedKpi":
        """A KPI as it can be typed again."""
        return cls(
            name=kpi.name,
            weight=str(kpi.weight),
            target=kpi.target,
            unit=kpi.unit,
            measure=kpi.measure,
            result=kpi.result,
            duty=kpi.duty,
            source=kpi.source,
            quantity=kpi.quantity or "",
            direction=kpi.direction or "",
            measures=kpi.measures or "",
            scored_by=kpi.scored_by,
            anchors=as_typed(kpi.anchors, _rules(kpi, scale=())),
            arrives_days="" if kpi.arrives_days is None else str(kpi.arrives_days),
            goal_key=kpi.goal_key or "",
            figure_by_id=kpi.figure_by_id,
        )


class KpiUnclear(Refusal):
    """What cannot be taken as it stands: `problems` name their fields."""

    def __init__(self, problems: Sequence[Refusal]) -> None:
        super().__init__(problems[0].code, field=problems[0].field, **problems[0].facts)
        self.problems = tuple(problems)


def read_kpi(typed: TypedKpi, *, scale: Sequence[Decimal]) -> Kpi:
    """The KPI that was typed; its key is given to it when it is put on a sheet.

    `scale`: the scores that the cycle's scheme knows. Raises KpiUnclear with everything that is wrong:
    goals.kpi_name, goals.kpi_weight, goals.kpi_target, goals.kpi_days, goals.kpi_too_long,
    goals.kpi_counts_nothing, goals.kpi_direction, and what numbers and anchors are refused for.
    """
    problems: list[Refusal] = []

    def tried(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Refusal as problem:
            problems.append(problem)
            return otherwise

    texts = {name: tried(partial(_text, typed, name), "") for name in _LIMITS}
    quantity = Quantity(typed.quantity) if typed.quantity else None
    direction = Direction(typed.direction) if typed.direction else None
    scored_by = ScoredBy(typed.scored_by)
    kpi = Kpi(
        key="",
        name=texts["name"],
        result=texts["result"],
        measure=texts["measure"],
        unit=texts["unit"],
        target=texts["target"],
        source=texts["source"],
        duty=texts["duty"],
        weight=tried(lambda: _weight(typed.weight), 0),
        anchors=(),
        quantity=quantity,
        direction=direction,
        measures=Measures(typed.measures) if typed.measures else None,
        scored_by=scored_by,
        goal_key=typed.goal_key or None,
        figure_by_id=typed.figure_by_id,
        arrives_days=tried(lambda: _days(typed.arrives_days), None),
    )
    tried(lambda: _require_target(kpi), None)
    tried(lambda: _require_direction(kpi), None)
    nothing: tuple[Anchor, ...] = ()
    anchors = tried(lambda: parse_anchors(typed.anchors, _rules(kpi, scale=scale), field="anchors"), nothing)
    if problems:
        raise KpiUnclear(problems)
    return replace(kpi, anchors=anchors)


def read_own(shared: Kpi, typed: TypedKpi) -> Kpi:
    """A KPI that others share, with the weight and the duty that were typed; the rest is not one's own.

    Raises KpiUnclear: goals.kpi_weight, goals.kpi_too_long.
    """
    problems: list[Refusal] = []
    own = shared
    try:
        own = replace(own, duty=_text(typed, "duty"))
    except Refusal as problem:
        problems.append(problem)
    try:
        own = replace(own, weight=_weight(typed.weight))
    except Refusal as problem:
        problems.append(problem)
    if problems:
        raise KpiUnclear(problems)
    return own


def _text(typed: TypedKpi, name: str) -> str:
    text = typed_text(getattr(typed, name)).strip()
    if len(text) > _LIMITS[name]:
        raise Refusal("goals.kpi_too_long", field=name, limit=_LIMITS[name], count=len(text))
    if not text and name == "name":
        raise Refusal("goals.kpi_name", field=name)
    if not text and name == "target":
        raise Refusal("goals.kpi_target", field=name)
    return text


def _weight(typed: str) -> int:
    try:
        value = read_number(typed, Quantity.PERCENT).value
    except Refusal:
        value = None
    if value is None or value != int(value) or not 1 <= value <= 100:
        raise Refusal("goals.kpi_weight", field="weight", text=typed[:40])
    return int(value)


def _days(typed: str) -> int | None:
    text = plain(typed).strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > MOST_DIGITS or int(text) > MOST_DAYS:
        raise Refusal("goals.kpi_days", field="arrives_days", most=MOST_DAYS)
    return int(text)


def _require_target(kpi: Kpi) -> None:
    """What is scored by figures has to have some: a target that is a number."""
    if kpi.quantity is None:
        if kpi.scored_by is not ScoredBy.WORDS:
            raise Refusal("goals.kpi_counts_nothing", field="quantity")
        return
    if not kpi.target:
        return  # that has been said
    value = read_number(kpi.target, kpi.quantity, unit=kpi.unit, field="target").certain(field="target")
    if kpi.scored_by is ScoredBy.SHARE and (value is None or value <= 0):
        raise Refusal("goals.kpi_target", field="target")


def _require_direction(kpi: Kpi) -> None:
    if kpi.scored_by is not ScoredBy.WORDS and kpi.direction is None:
        raise Refusal("goals.kpi_direction", field="direction")


def _rules(kpi: Kpi, *, scale: Sequence[Decimal]) -> AnchorRules:
    return AnchorRules(
        scored_by=kpi.scored_by,
        scale=scale,
        direction=kpi.direction or Direction.HIGHER,
        quantity=kpi.quantity or Quantity.COUNT,
        unit=kpi.unit,
    )
