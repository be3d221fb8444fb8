"""Bands as people type them: "95-105", "> 4.0", "2 or less"; each begins where the one below it ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.quantities import Quantity, read_number, typed
from bot.domain.text import plain
from bot.errors import Refusal

FROM = (">=", "=>", "≥", "at least", "不低于", "不低於", "不少于", "不少於", "至少")
ABOVE = (">", "more than", "above", "over", "超过", "超過", "高于", "高於", "大于", "大於")
UP_TO = ("<=", "=<", "≤", "at most", "up to", "不超过", "不超過", "不高于", "不高於", "至多", "最多")
BELOW = (
    "<",
    "less than",
    "fewer than",
    "below",
    "under",
    "低于",
    "低於",
    "少于",
    "少於",
    "小于",
    "小於",
    "不足",
)
AND_MORE = ("or more", "or above", "以上", "+")
AND_LESS = ("or less", "or fewer", "or below", "以下")
_BETWEEN = re.compile(r"-|~|〜|\bto\b|到|至")


@dataclass(frozen=True, kw_only=True)
class AnchorRules:
    """By what anchors are read: how a score is found, which points there are, what the figure counts."""

    scored_by: ScoredBy
    scale: Sequence[Decimal]
    direction: Direction = Direction.HIGHER
    quantity: Quantity = Quantity.COUNT
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One anchor with its line. `leaves_low`, `takes_high`: a band without its lower end, with its upper."""

    number: int
    typed: str
    anchor: Anchor
    leaves_low: bool = False
    takes_high: bool = False


def read_band(line: Line, said: str, rules: AnchorRules) -> Line:
    """The line with its band. Raises Refusal: figure.not_a_number, figure.unclear and their like."""
    said = plain(said).casefold()
    low = high = None
    if (end := opened(said, FROM, AND_MORE)) is not None:
        low = _figure(end, rules)
    elif (end := opened(said, UP_TO, AND_LESS)) is not None:
        high = _figure(end, rules)
        line = replace(line, takes_high=True)
    elif (end := opened(said, ABOVE)) is not None:
        low = _figure(end, rules)
        line = replace(line, leaves_low=True)
    elif (end := opened(said, BELOW)) is not None:
        high = _figure(end, rules)
    else:
        low, high = _between(said, rules)
        line = replace(line, takes_high=True)
    return _in_steps(replace(line, anchor=replace(line.anchor, low=low, high=high)), rules)


def opened(said: str, signs: Sequence[str], ends: Sequence[str] = ()) -> str | None:
    """What stands behind one of these signs, or before one of these ends; None where there is none."""
    for sign in signs:
        if said.startswith(sign):
            return said.removeprefix(sign).strip()
    for end in ends:
        if said.endswith(end):
            return said.removesuffix(end).strip()
    return None


def joined(lines: Sequence[Line], rules: AnchorRules) -> list[Line]:
    """The bands in the order of their lines, without holes. Raises Refusal: anchor.gap, anchor.overlap.

    Of 5-10 and 10-15, whole counts too, ten belongs to the upper one.
    """
    upwards = sorted(lines, key=lambda line: place_of(line.anchor))
    for place, (lower, upper) in enumerate(pairwise(upwards)):
        end, start = lower.anchor.high, upper.anchor.low
        if end is not None and start == end - 1 and lower.takes_high and is_whole(lower.anchor, rules):
            upwards[place] = replace(lower, anchor=replace(lower.anchor, high=start))
        elif end is None or start is None or start < end:
            raise _trouble("anchor.overlap", lower, upper)
        elif start > end:
            raise _trouble("anchor.gap", lower, upper)
    kept = {line.number: line for line in upwards}
    return [kept[line.number] for line in lines]


def place_of(band: Anchor) -> tuple[Decimal, Decimal]:
    """Where a band lies among others: by its lower end, then by its upper one."""
    low = Decimal("-Infinity") if band.low is None else band.low
    return low, Decimal("Infinity") if band.high is None else band.high


def is_whole(anchor: Anchor, rules: AnchorRules) -> bool:
    """Whether its figures come in steps of one, so that 0-4 and 5-7 touch."""
    ends = [each for each in (anchor.low, anchor.high) if each is not None]
    return rules.quantity is Quantity.COUNT and all(each == each.to_integral_value() for each in ends)


def band_as_typed(band: Anchor, rules: AnchorRules) -> str:
    """The band as it can be typed; read again it is the same."""
    low = None if band.low is None else typed(band.low, rules.quantity, unit=rules.unit)
    high = None if band.high is None else typed(band.high, rules.quantity, unit=rules.unit)
    if low is None:
        return f"< {high}"
    if band.high is None:
        return f">= {low}"
    last = typed(band.high - 1, rules.quantity, unit=rules.unit) if is_whole(band, rules) else high
    if last == low or last is None:
        return low
    unit = f" {rules.unit}"
    return f"{low.removesuffix(unit) if last.endswith(unit) else low} - {last}"


def _in_steps(line: Line, rules: AnchorRules) -> Line:
    """Of whole counts, "> 7" begins at 8 and "<= 4" ends below 5."""
    low, high = line.anchor.low, line.anchor.high
    if is_whole(line.anchor, rules):
        low = low + 1 if line.leaves_low and low is not None else low
        high = high + 1 if line.takes_high and high is not None else high
    if low is not None and high is not None and low >= high:
        raise Refusal("figure.not_a_number")
    return replace(line, anchor=replace(line.anchor, low=low, high=high))


def _between(said: str, rules: AnchorRules) -> tuple[Decimal, Decimal]:
    """Both ends; a unit behind the second is that of the first, too: "95-105 %", "3-5万". One whole count
    by itself is a band as well: "0".
    """
    trouble = Refusal("figure.not_a_number")
    cuts = [(said[: cut.start()].strip(), said[cut.end() :].strip()) for cut in _BETWEEN.finditer(said)]
    for left, right in [(left, right) for left, right in cuts if left and right] or [(said, said)]:
        unit = right.lstrip("0123456789.,' +-")
        for low in dict.fromkeys([f"{left}{unit}" if left[-1:].isdigit() else left, left]):
            try:
                ends = _figure(low, rules), _figure(right, rules)
            except Refusal as refusal:
                trouble = trouble if trouble.code == "figure.unclear" else refusal
            else:
                if ends[0] <= ends[1]:
                    return ends
    raise trouble


def _figure(said: str, rules: AnchorRules) -> Decimal:
    value = read_number(said, rules.quantity, unit=rules.unit).certain()
    if value is None:
        raise Refusal("figure.not_a_number")
    return value


def _trouble(code: str, lower: Line, upper: Line) -> Refusal:
    first, second = sorted((lower, upper), key=lambda line: line.number)
    return Refusal(code, line=first.number, text=first.typed, other_line=second.number, other=second.typed)
