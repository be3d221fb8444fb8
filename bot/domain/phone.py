"""Telephone numbers, as they are dialled from anywhere."""

import re

from bot.domain.text import plain

_BETWEEN = re.compile(r"[\s().\-–/]")
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")


def phone_number(written: str) -> str | None:
    """`+86 138 0000 0000` as `+8613800000000`; None where it is none, or has no country. Source: E.164."""
    number = _BETWEEN.sub("", plain(written))
    number = f"+{number[2:]}" if number.startswith("00") else number
    return number if _NUMBER.fullmatch(number) else None
