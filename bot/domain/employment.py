"""How much of a period somebody is there, and when somebody new is asked for goals.

Source: domain.md §6, §8.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import Calendar

Away = Sequence[tuple[date, date | None]]
"""From the day on which somebody had left to the day on which they were back; None: not yet."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """The part of a period that counts: `days` of its `of` calendar days, and the `working_days` among them.

    `joins_on`: where they come within the period; else None.
    """

    days: int
    of: int
    working_days: int
    joins_on: date | None = None

    @property
    def is_whole(self) -> bool:
        return self.days == self.of

    def is_too_new(self, *, least: int) -> bool:
        """Whether it is too little to be rated by. `least`: working days. Source: domain.md §6."""
        return self.working_days < least


def share_of(
    starts_on: date, ends_on: date, *, joined_on: date | None, away: Away, calendar: Calendar
) -> Share:
    """How much of a period somebody is there. The day on which they leave is not theirs any more; the one on
    which they come, or come back, is.
    """
    length = (ends_on - starts_on).days + 1
    first = max(starts_on, joined_on or starts_on)
    here = [
        day
        for day in (starts_on + timedelta(days=number) for number in range(length))
        if day >= first and not any(gone <= day and (back is None or day < back) for gone, back in away)
    ]
    return Share(
        days=len(here),
        of=length,
        working_days=sum(calendar.is_working_day(day) for day in here),
        joins_on=joined_on if joined_on is not None and joined_on > starts_on else None,
    )


def asked_on(here_since: date, *, working_day: int, calendar: Calendar) -> date:
    """The day on which somebody new is asked for goals: their `working_day`-th, counted from their first."""
    return calendar.add_working_days(here_since - timedelta(days=1), working_day)
