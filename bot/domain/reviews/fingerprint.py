"""The rules of a cycle as they were fixed, for everybody to check. Source: domain.md §3."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import Any

from bot.domain.reviews.scheme import Scheme

SHORT = 8
"""As much of a fingerprint as a card shows; all of it stands where it can be compared."""


class Day(StrEnum):
    """A day by which a cycle goes. Each has its words."""

    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    GOALS_DUE = "goals_due"
    SCORING_OPENS_ON = "scoring_opens_on"
    SELF_SCORE_DUE = "self_score_due"
    SELF_SCORE_CLOSES = "self_score_closes"
    APPROVAL_DUE = "approval_due"
    SECOND_LOOK_DUE = "second_look_due"


Days = Mapping[Day, date | None]


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """What a cycle goes by: its scheme as the JSON that it keeps (with the scale and every band), and its
    days.
    """

    scheme: Mapping[str, Any]
    days: Days

    @property
    def version(self) -> int:
        """Of the scheme."""
        return int(self.scheme["version"])


@dataclass(frozen=True, kw_only=True)
class FixedRules:
    """The rules at one moment: when the cycle was opened, or when somebody changed them.

    `by` is empty for Steward itself and for the command line; `reason` None where nobody had to give one.
    `schemes`: both versions, where the cycle went over from one to another.
    """

    fingerprint: str
    version: int
    days: Days
    at: datetime
    by: str = ""
    reason: str | None = None
    schemes: tuple[Scheme, Scheme] | None = None


@dataclass(frozen=True, kw_only=True)
class MovedDay:
    """A day as it was, and as it is since."""

    day: Day
    was: date | None
    now: date | None


@dataclass(frozen=True, kw_only=True)
class RulesChange:
    """Who changed the rules, when and why; `versions`: of the scheme, before and since, where it changed, and
    `schemes` all of both.
    """

    at: datetime
    by: str
    reason: str | None
    days: tuple[MovedDay, ...]
    versions: tuple[int, int] | None = None
    schemes: tuple[Scheme, Scheme] | None = None


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All that was fixed of one cycle, oldest first; at least the opening. `is_intact`: what the cycle goes
    by is what was recorded last, as far as that was looked at.
    """

    fixed: tuple[FixedRules, ...]
    is_intact: bool = True

    @property
    def fixed_at(self) -> datetime:
        return self.fixed[0].at

    @property
    def changed_at(self) -> datetime | None:
        """The last time; None where they never changed."""
        return self.fixed[-1].at if len(self.fixed) > 1 else None

    @property
    def fingerprint(self) -> str:
        """Of the rules that hold."""
        return self.fixed[-1].fingerprint

    @property
    def short(self) -> str:
        return self.fingerprint[:SHORT]

    @property
    def changes(self) -> tuple[RulesChange, ...]:
        """What changed after the opening, oldest first."""
        return tuple(_change(before, after) for before, after in pairwise(self.fixed))


def fingerprint(pinned: Pinned) -> str:
    """SHA-256 of `canonical`, in hexadecimal."""
    return sha256(canonical(pinned).encode()).hexdigest()


def canonical(pinned: Pinned) -> str:
    """The one way in which the same rules are written: JSON, keys in order, nothing between, in UTF-8.

    What is hashed never changes its shape: every fingerprint that was given out has to be found again.
    """
    days = {day.value: at.isoformat() if at else None for day, at in pinned.days.items()}
    rules = {"days": days, "scheme": pinned.scheme}
    return json.dumps(rules, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def agrees(pinned: Pinned, fixed: FixedRules) -> bool:
    """Whether a cycle goes by what was recorded."""
    return fingerprint(recorded_days(pinned, fixed)) == fixed.fingerprint


def recorded_days(pinned: Pinned, fixed: FixedRules) -> Pinned:
    """What a cycle goes by, as far as it was recorded: days that joined the rules later are left out."""
    days = {day: at for day, at in pinned.days.items() if day in fixed.days}
    return Pinned(scheme=pinned.scheme, days=days)


def _change(before: FixedRules, after: FixedRules) -> RulesChange:
    return RulesChange(
        at=after.at,
        by=after.by,
        reason=after.reason,
        days=tuple(_moved(before.days, after.days)),
        versions=None if before.version == after.version else (before.version, after.version),
        schemes=after.schemes,
    )


def _moved(before: Days, after: Days) -> Iterator[MovedDay]:
    for day in Day:
        if day in before and before[day] != after.get(day):
            yield MovedDay(day=day, was=before[day], now=after.get(day))
