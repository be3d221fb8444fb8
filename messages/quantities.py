"""Figures as readers write them: 3.6 %, 2 min 20 s, 48 million CNY; what is written is read back the same."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from babel import numbers

from bot.domain.quantities import Quantity, Understood
from bot.domain.units import TIME, plain_unit, scaled_unit
from messages.catalog import Words

_PATTERN = numbers.parse_pattern("#,##0.##################")
_DIGITS = 50
"""As many as the largest number has before the point and the pattern behind it."""
_GROUPED_OR_POINTED = 3


def said(words: Words, value: Decimal, *, quantity: Quantity, unit: str = "") -> str:
    """A figure with its unit, in full: nothing is rounded. Plain text, not escaped.

    `value` as bot.domain.quantities has it; `unit`: the KPI's own.
    """
    if quantity is Quantity.PERCENT:
        return words.label("%(number)s %%", number=_number(words, value))
    if quantity is Quantity.TIME and unit_is_known(unit):
        return _time(words, value, unit)
    if quantity in (Quantity.MONEY, Quantity.COUNT):
        known = scaled_unit(unit)
        return _with_unit(_number(words, value / known.scale, is_plain=True), unit)
    return _with_unit(_number(words, value), unit)


def unit_is_known(unit: str) -> bool:
    """Whether a unit of time is one that we can take apart; else it is only written behind the number."""
    return not unit or plain_unit(unit).text in TIME


def in_words(words: Words, understood: Understood) -> str:
    """Everything that a typed number can be: "1 min 30 s or 1 h 30 min"."""
    readings = [
        said(words, each, quantity=understood.quantity, unit=understood.unit) for each in understood.readings
    ]
    if not readings:
        return words.label("not there yet")
    *others, last = readings
    if not others:
        return last
    return words.label("%(others)s or %(last)s", others=_listed(words, others), last=last)


def _listed(words: Words, texts: list[str]) -> str:
    return (", " if words.language == "en" else "、").join(texts)


def _number(words: Words, value: Decimal, *, is_plain: bool = False) -> str:
    """`is_plain`: three digits behind the point could be taken for thousands; a nought prevents it."""
    with localcontext(prec=_DIGITS):
        text = numbers.format_decimal(
            value, format=_PATTERN, locale=words.language, decimal_quantization=False
        )
    whole, _, part = text.partition(".")
    may_be_misread = is_plain and len(part) == _GROUPED_OR_POINTED and "," not in whole
    return f"{text}0" if may_be_misread and whole.lstrip("-") != "0" else text


def _with_unit(number: str, unit: str) -> str:
    """Behind the number; a sign such as ¥ before it; Chinese words and signs stand close."""
    unit = unit.strip()
    if not unit:
        return number
    if not unit[0].isalnum() and len(unit) == 1 and unit not in "/%":
        return f"-{unit}{number[1:]}" if number.startswith("-") else f"{unit}{number}"
    is_close = not unit[0].isascii() or unit[0] in "/%"
    return f"{number}{unit}" if is_close else f"{number} {unit}"


def _time(words: Words, seconds: Decimal, unit: str) -> str:
    """In hours at most, in days where the KPI counts days."""
    sign = "-" if seconds < 0 else ""
    has_days = TIME.get(plain_unit(unit).text, 0) >= TIME["day"]
    parts = list(_parts(words, abs(seconds), has_days=has_days))
    return sign + ("" if words.language != "en" else " ").join(parts)


def _parts(words: Words, seconds: Decimal, *, has_days: bool) -> Iterator[str]:
    days, rest = divmod(seconds, TIME["day"]) if has_days else (Decimal(), seconds)
    hours, rest = divmod(rest, TIME["hour"])
    minutes, left = divmod(rest, TIME["minute"])
    if days:
        yield words.label("%(number)s d", number=_number(words, days))
    if hours:
        yield words.label("%(number)s h", number=_number(words, hours))
    if minutes:
        yield words.label("%(number)s min", number=_number(words, minutes))
    if left or not seconds:
        yield words.label("%(number)s s", number=_number(words, left))
