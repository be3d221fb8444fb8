"""With what a use case works: where, who, when, and by which policy."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.people import Person
from bot.domain.policy import Policy
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Acting:
    """`by` is None where the company itself acts: its command line and its jobs."""

    store: Store
    by: Person | None
    now: datetime
    policy: Policy

    @property
    def person(self) -> Person:
        """Who acts, for what only somebody can do. Raises LookupError where the company itself acts."""
        if self.by is None:
            raise LookupError("nobody acts here, and this is somebody's to do")
        return self.by

    @property
    def by_id(self) -> int | None:
        """Who acts, for a row; None for the company itself."""
        return None if self.by is None else self.by.id

    @property
    def today(self) -> date:
        """The day at the head office."""
        return self.now.astimezone(ZoneInfo(self.policy.default_timezone)).date()

    @property
    def calendar(self) -> Calendar:
        """The working days of whoever acts; the head office's where the company itself does."""
        return self.policy.calendar() if self.by is None else self.by.calendar
