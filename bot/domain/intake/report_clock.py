"""Working minutes of the desk, counted from a table: a report asks for tens of thousands of them."""

from bisect import bisect_right
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.working_hours import WorkingHours


class DeskClock:
    """The desk's hours by the company's own clock and calendar, whoever has a request, wherever it is from.

    It knows the time from `first` to `last`; what lies outside is no working time to it. The same minutes as
    `WorkingHours.minutes_between`, which looks at each day anew.
    """

    def __init__(
        self, hours: WorkingHours, *, zone: ZoneInfo, calendar: Calendar, first: datetime, last: datetime
    ) -> None:
        self._begins: list[datetime] = []
        self._ends: list[datetime] = []
        self._before: list[timedelta] = []
        worked = timedelta()
        until = last.astimezone(zone).date()
        # The night that began the day before may still run.
        for day in calendar.working_days(first.astimezone(zone).date() - ONE_DAY):
            if day > until:
                break
            for begins, ends in hours.of(day, zone=zone):
                self._begins.append(begins)
                self._ends.append(ends)
                self._before.append(worked)
                worked += ends - begins

    def worked(self, begun: datetime, until: datetime) -> timedelta:
        """Working time from `begun` to `until`; none where that is earlier."""
        return max(self._up_to(until) - self._up_to(begun), timedelta())

    def _up_to(self, at: datetime) -> timedelta:
        place = bisect_right(self._begins, at) - 1
        if place < 0:
            return timedelta()
        return self._before[place] + min(at, self._ends[place]) - self._begins[place]
