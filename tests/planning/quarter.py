"""A quarter of 200 people in four countries, made up at random and always the same: what becomes theirs,
when they are away, what they do after a reminder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

BEGINS, ENDS = date(2026, 9, 28), date(2026, 12, 31)
"""With China's golden week and its swapped weekend, Thanksgiving, and both ends of summer time: Berlin's
on 25 October, New York's on 1 November.
"""

PLACES = (
    ("CN", "Asia/Shanghai"),
    ("DE", "Europe/Berlin"),
    ("US", "America/New_York"),
    ("SG", "Asia/Singapore"),
)
COMPANYS_DAY, COMPANYS_HOUR = 4, 16
HALF_AN_HOUR = timedelta(minutes=30)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """A step of somebody's."""

    number: int
    since: datetime
    opens: datetime
    due: date
    lapses: date | None
    done: datetime | None


@dataclass(frozen=True)
class Life:
    """One person's quarter, apart from what they do after a reminder."""

    number: int
    country: str
    zone: str
    weekday: int
    hour: int
    tasks: tuple[Task, ...]
    leave: tuple[tuple[date, date], ...]

    def answers(self, day: date) -> int | None:
        """For how many days they ask for silence an hour after a reminder of that day; None: they do not."""
        dice = Random(f"{self.number} is reminded on {day}")
        return dice.randint(1, 6) if dice.random() < 0.3 else None

    def does(self, task: Task, day: date) -> timedelta | None:
        """How long after a reminder of that day they do a step; None: not because of it."""
        dice = Random(f"{self.number} reads of {task.number} on {day}")
        return timedelta(minutes=dice.randint(5, 60 * 48)) if dice.random() < 0.25 else None


def lives(count: int, *, seed: int) -> list[Life]:
    """So many people's."""
    return [_life(number, Random(f"{seed}: {number}")) for number in range(count)]


def beats(step: timedelta, *, seed: int) -> list[datetime]:
    """The moments at which Steward looks, and it is not always up."""
    dice = Random(f"down: {seed}")
    down = []
    for _ in range(6):
        begins = _moment(dice, BEGINS, ENDS)
        down.append((begins, begins + timedelta(hours=dice.choice((1, 3, 9, 30)))))
    at, found = datetime(BEGINS.year, BEGINS.month, BEGINS.day, tzinfo=UTC), []
    while at.date() <= ENDS:
        if not any(begins <= at < ends for begins, ends in down):
            found.append(at)
        at += step
    return found


def by_day(moments: Sequence[datetime], zone: str) -> list[datetime]:
    """Those of them from 7 to 20 o'clock there: nights are for a long test."""
    where = ZoneInfo(zone)
    return [at for at in moments if 7 <= at.astimezone(where).hour < 20]


def _life(number: int, dice: Random) -> Life:
    country, zone = PLACES[number % len(PLACES)]
    chose = dice.random() < 0.4
    return Life(
        number=number,
        country=country,
        zone=zone,
        weekday=dice.randrange(7) if chose else COMPANYS_DAY,
        hour=dice.choice((9, 10, 11, 12, 13, 14, 17)) if chose else COMPANYS_HOUR,
        tasks=tuple(_task(each, dice) for each in range(dice.randint(0, 7))),
        leave=tuple(_leave(dice) for _ in range(dice.randint(0, 3))),
    )


def _task(number: int, dice: Random) -> Task:
    since = _moment(dice, BEGINS - 10 * A_DAY, ENDS - 7 * A_DAY)
    opens = since + timedelta(hours=dice.choice((0, 0, 0, 5, 20, 90)))
    due = opens.date() + A_DAY * dice.randint(0, 30)
    done = since + timedelta(hours=dice.randint(1, 24 * 40)) if dice.random() < 0.5 else None
    lapses = due + A_DAY * dice.randint(0, 15) if dice.random() < 0.3 else None
    return Task(number=number, since=since, opens=opens, due=due, lapses=lapses, done=done)


def _leave(dice: Random) -> tuple[date, date]:
    first = BEGINS + A_DAY * dice.randrange((ENDS - BEGINS).days)
    return first, first + A_DAY * dice.choice((0, 0, 1, 4, 13))


def _moment(dice: Random, first: date, last: date) -> datetime:
    """A minute of these days."""
    begins = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return begins + timedelta(minutes=dice.randrange(24 * 60 * (last - first).days))
