"""Digits as people group and point them: 1,234.5 and 1 234,5 are one number, 1,23 may be two."""

import re
import unicodedata
from decimal import Decimal

DIGITS_TAKEN = 18
"""More belong to no figure of a company: somebody pasted something else, or leant on a key."""

_GROUPED = r"[1-9]\d{0,2}"
_SPACED = re.compile(rf"({_GROUPED}(?:[ ']\d{{3}})+)(?:([.,])(\d+))?")
_BOTH = re.compile(rf"({_GROUPED}(?:,\d{{3}})+)\.(\d+)|({_GROUPED}(?:\.\d{{3}})+),(\d+)")
_GROUPS = re.compile(rf"{_GROUPED}(?:(?:,\d{{3}}){{2,}}|(?:\.\d{{3}}){{2,}})")
_PLAIN = re.compile(r"\d+|\d*\.\d+")
_ONE_COMMA = re.compile(r"(\d+),(\d+)")
_A_GROUP = re.compile(rf"{_GROUPED}[.,]\d{{3}}")


def read_digits(text: str, *, may_be_grouped: bool = False) -> tuple[Decimal, ...]:
    """What these digits can be, the likeliest first; nothing where they are no number.

    `may_be_grouped`: a point before three digits may group them, as in 1.234 for money. A comma there
    does, in every language that we speak.
    """
    if sum(sign.isdigit() for sign in text) > DIGITS_TAKEN:
        return ()
    if _A_GROUP.fullmatch(text):
        return _before_three(text, may_be_grouped=may_be_grouped)
    if _PLAIN.fullmatch(text):
        return (Decimal(text),)
    if _GROUPS.fullmatch(text):
        return (_joined(text),)
    if found := _BOTH.fullmatch(text):
        whole, part, other_whole, other_part = found.groups()
        return (_joined(whole or other_whole, part or other_part),)
    if found := _SPACED.fullmatch(text):
        return _spaced(*found.groups())
    if found := _ONE_COMMA.fullmatch(text):
        return _with_comma(*found.groups())
    return ()


def is_odd(text: str) -> bool:
    """Whether it holds signs that look like a digit and mean something else: ², ½, ①, Ⅳ."""
    return not text.isascii() and any(unicodedata.category(sign) in ("No", "Nl") for sign in text)


def _before_three(text: str, *, may_be_grouped: bool) -> tuple[Decimal, ...]:
    if "," in text:
        return (_joined(text),)
    pointed = Decimal(text)
    return (pointed, _joined(text)) if may_be_grouped else (pointed,)


def _spaced(whole: str, sign: str | None, part: str | None) -> tuple[Decimal, ...]:
    if part is None:
        return (_joined(whole),)
    pointed = _joined(whole, part)
    return (pointed, _joined(whole + part)) if sign == "," and len(part) == 3 else (pointed,)


def _with_comma(whole: str, part: str) -> tuple[Decimal, ...]:
    """Before one digit a comma can only be a point, and so behind a nought; else a digit may be lost."""
    pointed = _joined(whole, part)
    is_sure = len(part) == 1 or (int(whole) == 0 and len(part) != 3)
    return (pointed,) if is_sure else (pointed, _joined(whole + part))


def _joined(whole: str, part: str = "") -> Decimal:
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{part}" if part else digits)
