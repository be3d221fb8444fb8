"""For how many days of a period somebody had which manager. Source: domain.md §8."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class NewManager:
    """From this day on somebody had another manager. None: nobody."""

    day: date
    was: int | None
    now: int | None


@dataclass(frozen=True, kw_only=True)
class ManagersDays:
    """How many of a period's calendar days somebody was one manager's."""

    manager_id: int
    days: int


@dataclass(frozen=True, kw_only=True)
class ManagersShare:
    """The same by name, `of` the days of the period."""

    name: str
    days: int
    of: int


def managers_days(
    starts_on: date, ends_on: date, *, changes: Sequence[NewManager], manager_id: int
) -> tuple[ManagersDays, ...]:
    """Each manager's days, in the order in which they had somebody; the day of a change is the new one's.

    `changes`: oldest first, none left out. `manager_id`: whoever has somebody by now, where nothing changed.
    """
    days: Counter[int] = Counter()
    for number in range((ends_on - starts_on).days + 1):
        holder = _holder(starts_on + timedelta(days=number), changes, manager_id)
        if holder is not None:
            days[holder] += 1
    return tuple(ManagersDays(manager_id=holder, days=count) for holder, count in days.items())


def _holder(day: date, changes: Sequence[NewManager], manager_id: int) -> int | None:
    holder = changes[0].was if changes else manager_id
    for change in changes:
        if change.day <= day:
            holder = change.now
    return holder
