"""Readings: what a typed number of one kind can be, all of it, so that nothing is silently wrong."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bot.domain.numerals import read_digits
from bot.domain.units import COUNTERS, CURRENCIES, PERCENT, POINTS, TIME, Unit, times
from bot.errors import Refusal

OUT_OF = 5
"""The top of a rating where its unit does not tell another."""


def not_a_number() -> Refusal:
    """It cannot be read. Whoever knows the text names it."""
    return Refusal("figure.not_a_number")


Pairs = Sequence[tuple[str, str]]
"""Numbers and the words behind them: "2分20秒" is (2, 分), (20, 秒)."""

Reader = Callable[[str, Pairs, Unit], Iterator[Decimal]]
"""Yields what a number of one kind can be, from what stands before it, its pairs and its unit."""

LONGEST = 100
"""More signs than any number takes."""

_NUMBER = r"\.\d+|\d(?:[\d.,' ]*\d)?"
_LEAD = re.compile(r"(?:(?!\.\d)\D)*")
_PAIR = re.compile(rf"({_NUMBER})(\D*?)(?={_NUMBER}|$)")


def readings_of(typed: str, unit: Unit, read: Reader) -> tuple[Decimal, ...]:
    """Everything that a typed number can be, with its sign. Raises Refusal."""
    lead = _LEAD.match(typed)
    if lead is None or lead.end() == len(typed) or len(typed) > LONGEST:
        raise not_a_number()
    sign, before = _sign_of(lead[0].strip())
    pairs = [(number.strip(), word.strip()) for number, word in _PAIR.findall(typed, lead.end())]
    found = tuple(read(before, pairs, unit))
    if sign != "-":
        return found
    below = tuple(-each for each in found)
    # A dash before a blank may only begin a line.
    return (*below, *found) if typed.startswith("- ") and not before else below


def _sign_of(before: str) -> tuple[str, str]:
    """The sign, which stands before a currency or behind it, and what is left."""
    if before.startswith(("-", "+")):
        return before[0], before[1:].strip()
    if before.endswith(("-", "+")):
        return before[-1], before[:-1].strip()
    return "", before


def percent(lead: str, pairs: Pairs, unit: Unit) -> Iterator[Decimal]:
    number, word = _only(pairs)
    is_said = word in PERCENT or lead == "百分之" or (word != "" and word == unit.text)
    if lead not in ("", "百分之") or not (is_said or word == ""):
        raise _other(word or lead)
    readings = _digits(number)
    yield from readings
    if not is_said and 0 < readings[0] < 1:  # a spreadsheet's 0.095 is 9.5 %
        yield readings[0] * 100


def money(lead: str, pairs: Pairs, unit: Unit) -> Iterator[Decimal]:
    if lead and not _is_currency(lead, unit):
        raise _other(lead)
    yield from _amounts(pairs, unit, is_named=bool(lead), fits=lambda word: _is_currency(word, unit))


def count(lead: str, pairs: Pairs, unit: Unit) -> Iterator[Decimal]:
    if lead:
        raise _other(lead)
    yield from _amounts(pairs, unit, fits=lambda word: word in COUNTERS and unit.rest in ("", word))


def rating(lead: str, pairs: Pairs, unit: Unit) -> Iterator[Decimal]:
    most = unit.most
    if len(pairs) == 2 and pairs[0][1] in ("/", "of", "out of"):
        top = _digits(pairs[1][0])[0]
        if pairs[1][1] or top != (most or OUT_OF):
            raise _other()
        pairs, most = [(pairs[0][0], "")], top
    number, word = _only(pairs)
    if lead or (word and word not in POINTS and word != unit.text):
        raise _other(word or lead)
    readings = [each for each in _digits(number) if most is None or each <= most]
    if not readings:
        raise Refusal("figure.beyond_scale", most=most)
    yield from readings


def time(lead: str, pairs: Pairs, unit: Unit) -> Iterator[Decimal]:
    if lead:
        raise _other(lead)
    words = [word for _, word in pairs]
    if unit.text and unit.text not in TIME and (len(pairs) > 1 or words[0] not in ("", unit.text)):
        raise _other()
    if len(pairs) > 1 and set(words[:-1]) == {":"} and not words[-1]:
        yield from _clock([number for number, _ in pairs])
    elif len(pairs) == 1 and words[0] in ("", unit.text):
        yield from _bare_time(pairs[0][0], unit)
    else:
        yield _spelt_out(pairs)


def _clock(numbers: Sequence[str]) -> Iterator[Decimal]:
    """ "1:02:03" is one time; "1:30" is minutes and seconds, or hours and minutes."""
    *whole, last = numbers
    is_clock = all(each.isdigit() for each in whole) and re.fullmatch(r"\d+(\.\d+)?", last)
    if not is_clock or len(numbers) > 3:
        raise not_a_number()
    parts = [Decimal(each) for each in numbers]
    if any(each >= 60 for each in parts[1:]) or max(map(len, whole)) > 6:
        raise not_a_number()
    seconds = sum((each * 60**power for power, each in enumerate(reversed(parts))), Decimal())
    yield seconds
    if len(parts) == 2 and last.isdigit():
        yield seconds * 60


def _bare_time(number: str, unit: Unit) -> Iterator[Decimal]:
    readings = _digits(number)
    if unit.text or not any(readings):
        yield from (each * unit.scale for each in readings)
    else:
        yield from (readings[0] * seconds for seconds in (1, 60, 3600))


def _spelt_out(pairs: Pairs) -> Decimal:
    """ "2h 5m": each unit once, the larger first, and only the last with a part of one."""
    before, total = None, Decimal()
    for place, (number, word) in enumerate(pairs, start=1):
        seconds = TIME.get(word)
        if seconds is None:
            raise _other(word) if len(pairs) == 1 else not_a_number()
        (value, *others) = _digits(number)
        is_part = value != value.to_integral_value()
        if others or (before is not None and seconds >= before) or (is_part and place < len(pairs)):
            raise not_a_number()
        before, total = seconds, total + value * seconds
    return total


def _amounts(
    pairs: Pairs, unit: Unit, *, fits: Callable[[str], bool], is_named: bool = False
) -> Iterator[Decimal]:
    """Money and counts: "1,234.5", "3.2万", "1亿2000万", "48m CNY", or bare in the KPI's own unit."""
    if len(pairs) > 1:
        yield _summed(pairs, unit, fits)
        return
    number, word = pairs[0]
    if word and word == unit.text:
        yield from (each * unit.scale for each in _digits(number, may_be_grouped=unit.scale == 1))
    elif (found := times(word)) and _is_end(found[1], unit, fits):
        yield from (each * found[0] for each in _digits(number))
    elif not _is_end(word, unit, fits):
        raise _other(word)
    else:
        yield from _scaled(_digits(number, may_be_grouped=True), unit, is_bare=not (word or is_named))


def _scaled(readings: Sequence[Decimal], unit: Unit, *, is_bare: bool) -> Iterator[Decimal]:
    """A number with no word for millions where the unit has one: in the unit, unless it is far too large."""
    for each in readings:
        in_unit, fits_unit = each * unit.scale, abs(each) < unit.scale
        yield in_unit if is_bare else each
        if unit.scale != 1 and each and fits_unit is not is_bare:
            yield each if is_bare else in_unit


def _summed(pairs: Pairs, unit: Unit, fits: Callable[[str], bool]) -> Decimal:
    before, total = None, Decimal()
    for place, (number, word) in enumerate(pairs, start=1):
        found = times(word)
        if found is None or (before is not None and found[0] >= before):
            raise not_a_number()
        if (found[1] and place < len(pairs)) or not _is_end(found[1], unit, fits):
            raise not_a_number()
        (value, *others) = _digits(number)
        if others:
            raise not_a_number()
        before, total = found[0], total + value * found[0]
    return total


def _is_end(word: str, unit: Unit, fits: Callable[[str], bool]) -> bool:
    return word in ("", unit.rest) or fits(word)


def _is_currency(word: str, unit: Unit) -> bool:
    meant = CURRENCIES.get(word, frozenset())
    return bool(meant & unit.currencies) if unit.currencies else bool(meant)


def _only(pairs: Pairs) -> tuple[str, str]:
    if len(pairs) != 1:
        raise not_a_number()
    return pairs[0]


def _digits(number: str, *, may_be_grouped: bool = False) -> tuple[Decimal, ...]:
    readings = read_digits(number, may_be_grouped=may_be_grouped)
    if not readings:
        raise not_a_number()
    return readings


def _other(word: str = "") -> Refusal:
    """A number of something else, where its unit is one that we know."""
    is_unit = not word or word in PERCENT | POINTS or word in TIME or word in CURRENCIES
    return Refusal("figure.other_unit") if is_unit else not_a_number()
