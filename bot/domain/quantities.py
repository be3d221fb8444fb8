"""Quantities: what a number counts, and numbers as people type them: understood, or asked back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.numerals import is_odd
from bot.domain.readings import Reader, count, money, not_a_number, percent, rating, readings_of, time
from bot.domain.text import plain
from bot.domain.units import Unit, plain_unit, rating_unit, scaled_unit, time_unit
from bot.errors import Refusal


class Quantity(StrEnum):
    """What a target and a figure are of. Money and counts are numbers; time is kept in seconds."""

    PERCENT = "percent"
    MONEY = "money"
    TIME = "time"
    COUNT = "count"
    RATING = "rating"


NOT_THERE = frozenset(
    ["", "-", "--", "---", "/", "n/a", "n / a", "n.a.", "na", "无", "無", "暂无", "暫無", "没有", "沒有"]
)
"""What people type where there is no figure. "None" and "nil" can also mean nought, and are asked back."""

LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a typed number was understood as. `readings`: everything it can be, the likeliest first; none
    where the figure is not there. Time in seconds; percent as 9.5 for 9.5 %; money and counts in full: 48
    in a KPI whose unit is "million CNY" is 48,000,000.
    """

    text: str
    quantity: Quantity
    unit: str = ""
    readings: tuple[Decimal, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it can be read in one way only."""
        return len(self.readings) <= 1

    @property
    def value(self) -> Decimal | None:
        """The likeliest reading; None where the figure is not there."""
        return self.readings[0] if self.readings else None

    def certain(self, *, field: str | None = None) -> Decimal | None:
        """The one reading. Raises Refusal: figure.unclear."""
        if not self.is_certain:
            raise Refusal("figure.unclear", field=field, text=self.text, readings=self)
        return self.value


def read_number(text: str, quantity: Quantity, *, unit: str = "", field: str | None = None) -> Understood:
    """Read a number as somebody typed it, in the KPI's unit where it names none itself.

    Raises Refusal for what is no number of this kind: figure.not_a_number, figure.other_unit,
    figure.beyond_scale. What can be read in two ways is returned with both: `is_certain` tells.
    """
    typed = re.sub(r"(?<=\d)。(?=\d)", ".", plain(text)).casefold()
    if typed in NOT_THERE:
        return Understood(text=typed, quantity=quantity, unit=unit)
    try:
        if is_odd(text):
            raise not_a_number()
        known = _UNITS[quantity](unit)
        readings = tuple(dict.fromkeys(readings_of(typed, known, _READ[quantity])))
        if any(abs(each) > LARGEST for each in readings):
            raise not_a_number()
    except Refusal as trouble:
        raise Refusal(
            trouble.code, field=field, text=_shown(text), quantity=quantity, **trouble.facts
        ) from None
    return Understood(text=_shown(text), quantity=quantity, unit=unit, readings=readings)


def typed(value: Decimal, quantity: Quantity, *, unit: str = "") -> str:
    """The figure as it can be typed in any language, without grouping; it is read as the same again."""
    if quantity is Quantity.PERCENT:
        return f"{_digits(value)}%"
    if quantity is Quantity.TIME:
        in_unit = round(value / time_unit(unit).scale, 6)  # a second is no round part of an hour
        is_exact = in_unit * time_unit(unit).scale == value
        return f"{_digits(in_unit)} {unit or 's'}" if is_exact else f"{_digits(value)} s"
    if quantity is Quantity.RATING:
        return _digits(value)
    number = _digits(value / scaled_unit(unit).scale)
    whole, _, part = number.lstrip("-").partition(".")
    if len(part) == 3 and 0 < len(whole) < 4 and whole != "0":  # else it may be read as thousands
        number += "0"
    return f"{number} {unit}".strip()


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


def amount_of(target: str, quantity: Quantity | None, *, unit: str) -> Decimal | None:
    """What a target comes to; None where it is words, not there, or can be read in more than one way."""
    if quantity is None:
        return None
    try:
        understood = read_number(target, quantity, unit=unit)
    except Refusal:
        return None
    return understood.value if understood.is_certain else None


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


_READ: Mapping[Quantity, Reader] = {
    Quantity.PERCENT: percent,
    Quantity.MONEY: money,
    Quantity.TIME: time,
    Quantity.COUNT: count,
    Quantity.RATING: rating,
}
_UNITS: Mapping[Quantity, Callable[[str], Unit]] = {
    Quantity.PERCENT: plain_unit,
    Quantity.MONEY: scaled_unit,
    Quantity.TIME: time_unit,
    Quantity.COUNT: scaled_unit,
    Quantity.RATING: rating_unit,
}
