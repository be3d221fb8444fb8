"""Who is away, from which day until which, and what a newer word makes of an older one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.errors import Refusal

LOOKED_BACK = timedelta(days=31)
"""How long ago somebody's own absence may have begun: who was ill says so afterwards."""

LONGEST = timedelta(days=366)
COMING_WITHIN = timedelta(days=92)
"""How far ahead Home and the answers look."""

OWN_SHOWN = 6


class Source(StrEnum):
    """Who says so: the leave file, the person, or the status that they set in Slack."""

    FILE = "file"
    OWN = "own"
    STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A person is away from `first` to `last`, both days included, by their own calendar; None: no end yet.

    Where it was ended early, `last` is the day before they were back. Why is not asked.
    """

    person_id: int
    first: date
    last: date | None
    source: Source
    id: int = 0

    def covers(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, first: date, last: date | None) -> bool:
        """Whether they have a day in common."""
        return (last is None or self.first <= last) and (self.last is None or first <= self.last)


@dataclass(frozen=True, kw_only=True)
class Away:
    """Somebody is away from `first` until `last`, that day included; None: nobody knows.

    `back_on`: their first working day after it.
    """

    first: date
    last: date | None
    back_on: date | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands with somebody today: whether they are away, and what is coming, soonest first."""

    today: date
    now: Away | None
    sources: frozenset[Source]
    coming: tuple[Absence, ...]
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return self.now is None and not self.coming


def is_away(absences: Iterable[Absence], day: date) -> bool:
    """Whether one of a person's absences covers the day."""
    return any(each.covers(day) for each in absences)


def away_on(absences: Sequence[Absence], day: date, *, calendar: Calendar) -> Away | None:
    """What a person's absences make of that day: one with whatever joins it, over a weekend too."""
    around = [each for each in absences if each.covers(day)]
    if not around:
        return None
    first = min(each.first for each in around)
    last = _later(*(each.last for each in around))
    before = [each for each in absences if each.last is not None and each.first < first]
    for each in sorted(before, key=lambda each: each.first, reverse=True):
        if each.last is not None and first <= calendar.next_working_day(each.last):
            first = each.first
    for each in sorted(absences, key=lambda each: each.first):
        if last is not None and each.first <= calendar.next_working_day(last):
            last = _later(last, each.last)
    return Away(first=first, last=last, back_on=calendar.next_working_day(last) if last else None)


def standing_on(absences: Sequence[Absence], today: date, *, calendar: Calendar) -> Standing:
    """How it stands with a person on a day."""
    now = away_on(absences, today, calendar=calendar)
    after = today if now is None else now.last
    coming = sorted(
        (each for each in absences if after is not None and after < each.first <= today + COMING_WITHIN),
        key=lambda each: (each.first, each.last or date.max),
    )
    return Standing(
        today=today,
        now=now,
        sources=frozenset(each.source for each in absences if each.covers(today)),
        coming=tuple(coming[:OWN_SHOWN]),
        more=max(len(coming) - OWN_SHOWN, 0),
    )


def check_span(first: date, last: date | None, *, today: date, written: str) -> None:
    """Whether somebody may say so of themselves; `written` is how they said it.

    Raises Refusal: away.ends_before, away.past, away.long_ago, away.too_long.
    """
    if last is not None and last < today:
        raise Refusal("away.past", text=written, last=last)
    if last is not None and last < first:
        raise Refusal("away.ends_before", text=written, first=first, last=last)
    if first < today - LOOKED_BACK:
        raise Refusal("away.long_ago", text=written, first=first, earliest=today - LOOKED_BACK)
    if (last or first) > today + LONGEST:
        raise Refusal("away.too_long", text=written, last=last or first, latest=today + LONGEST)


def given_way(absence: Absence, first: date, last: date | None, *, today: date) -> date | None:
    """The day from which an older word of the same person gives way to a newer one; None: it stands.

    What had not begun gives way as a whole; of what had, the days before the newer one were days away.
    """
    if not absence.overlaps(first, last):
        return None
    return absence.first if absence.first > today else max(absence.first, first)


def _later(*days: date | None) -> date | None:
    """The latest; None, which is no end, beats all."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
