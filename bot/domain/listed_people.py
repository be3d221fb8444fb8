"""Whom a row of somebody's file means, by e-mail or the company's number, and which day it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.text import address, key, plain

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody whom the organisation knows. `joined_on`: their first day; None: they were always here."""

    id: int
    name: str
    has_left: bool
    joined_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """Why it is nobody: the code of a sentence, and its facts."""

    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ListedPeople:
    """`addresses`: people by any address of theirs; `numbers`: by the company's own."""

    addresses: Mapping[str, Known]
    numbers: Mapping[str, Known]

    def find(self, *, email: str, number: str) -> Known | Unclear:
        """Whom both mean, or the one that is given; or why that is not clear."""
        if not email and not number:
            return Unclear(code="whose", facts={})
        by_email = self.addresses.get(address(email)) if email else None
        by_number = self.numbers.get(plain(number)) if number else None
        if email and by_email is None:
            return Unclear(code="nobody_known", facts={"value": email})
        if number and by_number is None:
            return Unclear(code="no_number", facts={"value": number})
        if by_email and by_number and by_email.id != by_number.id:
            return Unclear(code="two_people", facts={"email": by_email.name, "number": by_number.name})
        found = by_email or by_number
        return found or Unclear(code="whose", facts={})


def day_of(written: str) -> date | None:
    """The day that somebody wrote: 2026-12-04, 2026/12/4, 2026年12月4日; None where it is none."""
    found = _DAY.fullmatch(key(written))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
