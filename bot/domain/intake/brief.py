"""A request in the developers' language: the parts of a brief, and what one lacks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Person


class Part(StrEnum):
    """What a brief says, in the order in which it is read."""

    HEADLINE = "headline"
    ENVIRONMENT = "environment"
    STEPS = "steps"
    EXPECTED = "expected"
    ACTUAL = "actual"
    SCOPE = "scope"
    ACCEPTANCE = "acceptance"
    RISKS = "risks"


LIMITS: Mapping[Part, int] = {
    Part.HEADLINE: 150,
    Part.ENVIRONMENT: 1000,
    Part.STEPS: 3000,
    Part.EXPECTED: 3000,
    Part.ACTUAL: 3000,
    Part.SCOPE: 1000,
    Part.ACCEPTANCE: 2000,
    Part.RISKS: 1000,
}
"""Most characters of each. What happened and what was expected have room for all that a requester can say."""

Parts = Mapping[Part, str]
"""What was written; a part that is not there, or empty, is missing."""

_MARK = re.compile(r"^\s*(?:\(?\d{1,3}[.)、．）]|[-*•·])\s*")


def missing(parts: Parts) -> tuple[Part, ...]:
    """The parts that a brief lacks. Risks, too: where there are none, it says so."""
    return tuple(part for part in Part if not parts.get(part))


def numbered(text: str) -> str:
    """Each line a step with its number, whatever its writer put before it; empty lines are none."""
    lines = [_MARK.sub("", line).strip() or line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One version, `number` counted from 1. `locale`: the developers', in which it was written."""

    request_id: int
    number: int
    parts: Parts
    locale: str
    by: Person
    at: datetime

    @property
    def missing(self) -> tuple[Part, ...]:
        return missing(self.parts)

    @property
    def is_whole(self) -> bool:
        return not self.missing

    def says(self, part: Part) -> str:
        return self.parts.get(part, "")
