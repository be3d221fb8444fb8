"""The planner's rules told a second time, slowly and otherwise: forwards, beat by beat, counting as it goes.

It shares nothing with the program: holidays are asked of their package, hours stand here as figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from tests.planning.quarter import Life, Task

MORNING, LUNCH, AFTER_LUNCH, EVENING = 9 * 60, 12 * 60, 13 * 60 + 30, 18 * 60
ORDINARY = 10 * 60
A_DAY = timedelta(days=1)


@cache
def _almanac(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country, years=(2026, 2027))


@dataclass
class _Memory:
    """What is remembered of a step: on which days it was spoken of, and working days since the last."""

    task: Task
    spoken: set[date] = field(default_factory=set)
    silent_for: int = 0
    is_known: bool = False
    done: datetime | None = None


class Clerk:
    """Somebody who writes one person's reminders by hand."""

    def __init__(self, life: Life, *, a_week: int) -> None:
        self._life = life
        self._zone = ZoneInfo(life.zone)
        self._memories = [_Memory(task, done=task.done) for task in life.tasks]
        self._a_week = a_week
        self._today: date | None = None
        self._this_week = 0
        self._written_today = False
        self._silence: tuple[datetime, date] | None = None
        self._wish: tuple[datetime, date] | None = None

    def write(self, beats: Sequence[datetime]) -> Iterator[tuple[datetime, tuple[int, ...]]]:
        """When something was written, and of which steps."""
        for beat in beats:
            local = beat.astimezone(self._zone)
            while self._today is None or self._today < local.date():
                self._turn_the_page(local.date() if self._today is None else self._today + A_DAY)
            self._hear(beat)
            about = self._what_to_write(beat, local)
            if about:
                self._note(beat, about)
                yield beat, tuple(sorted(memory.task.number for memory in about))

    def _turn_the_page(self, day: date) -> None:
        self._today, self._written_today = day, False
        if day.weekday() == 0:
            self._this_week = 0
        if self._is_there(day):
            for memory in self._memories:
                memory.silent_for += memory.is_known
        for memory in self._memories:  # what is announced at whatever hour of the day is spoken of that day
            announced = max(memory.task.since, memory.task.opens).astimezone(self._zone).date()
            if announced <= day and not memory.is_known:
                memory.is_known = True
                memory.spoken.add(announced)
                memory.silent_for = sum(
                    self._is_there(announced + A_DAY * number)
                    for number in range(1, (day - announced).days + 1)
                )

    def _hear(self, beat: datetime) -> None:
        """An hour after a reminder they may have asked for silence."""
        if self._wish is not None and self._wish[0] <= beat:
            self._silence, self._wish = self._wish, None

    def _what_to_write(self, beat: datetime, local: datetime) -> list[_Memory]:
        day, minute = local.date(), local.hour * 60 + local.minute
        at_work = MORNING <= minute < LUNCH or AFTER_LUNCH <= minute < EVENING
        if self._written_today or self._this_week >= self._a_week or not at_work or not self._is_there(day):
            return []
        open_now = [each for each in self._memories if self._is_open(each, beat, day)]
        quiet = self._silence is not None and day < self._silence[1]
        is_weekly = self._is_weekly(day) and not quiet
        hour = self._life.hour * 60 if is_weekly else ORDINARY
        if minute < (AFTER_LUNCH if LUNCH <= hour < AFTER_LUNCH else hour):
            return []
        speakable = [each for each in open_now if self._announced(each) != day]
        wanted = [each for each in speakable if self._is_ripe(each, day, quiet=quiet, is_weekly=is_weekly)]
        return speakable if wanted else []

    def _is_ripe(self, memory: _Memory, day: date, *, quiet: bool, is_weekly: bool) -> bool:
        begun = max(memory.task.since, memory.task.opens)
        if self._silence is not None and begun <= self._silence[0]:
            return not quiet
        return is_weekly or memory.silent_for >= 5 or self._is_pressing(memory, day)

    def _is_pressing(self, memory: _Memory, day: date) -> bool:
        due = memory.task.due
        eve = due - A_DAY
        while not self._is_there(eve):
            eve -= A_DAY
        return day in (eve, due) and not any(eve <= each <= day for each in memory.spoken)

    def _note(self, beat: datetime, about: list[_Memory]) -> None:
        assert self._today is not None
        self._written_today = True
        self._this_week += 1
        if self._silence is not None and self._silence[1] <= self._today:
            self._silence = None
        for memory in about:
            memory.spoken.add(self._today)
            memory.silent_for = 0
            takes = self._life.does(memory.task, self._today)
            if takes is not None:
                memory.done = min(memory.done or beat + takes, beat + takes)
        days = self._life.answers(self._today)
        if days is not None:
            self._wish = (beat + timedelta(hours=1), self._today + A_DAY * days)

    def _is_open(self, memory: _Memory, beat: datetime, day: date) -> bool:
        task = memory.task
        begun = task.since <= beat and task.opens <= beat
        return (
            begun
            and (memory.done is None or beat < memory.done)
            and (task.lapses is None or day <= task.lapses)
        )

    def _announced(self, memory: _Memory) -> date:
        return max(memory.task.since, memory.task.opens).astimezone(self._zone).date()

    def _is_there(self, day: date) -> bool:
        is_away = any(first <= day <= last for first, last in self._life.leave)
        return not is_away and _almanac(self._life.country).is_working_day(day)

    def _is_weekly(self, day: date) -> bool:
        return day.weekday() == min(self._life.weekday, 4)
