"""Why somebody was asked on a day, and why not on the days before it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.nudging.planner import ONE_DAY, Quiet, Reason, Situation, Step, plan
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.obligations import Owed
from bot.domain.people import Person

LOOKED_BACK = 10
"""So many days before a reminder are explained at most."""

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Days of one kind on which nothing was said; `until`: as the planner's silence says it."""

    first: date
    last: date
    why: Quiet
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Because:
    """A step that was spoken of: why on that day, and when it was said before that."""

    owed: Owed
    reason: Reason
    said_before: date | None


@dataclass(frozen=True, kw_only=True)
class WhyFacts:
    """What "Why am I asked?" shows of a reminder of `day`.

    `told`: how many steps of others it named. `a_week`: so many reminders a week at most.
    """

    person: Person
    day: date
    because: tuple[Because, ...]
    told: int
    earlier: tuple[Earlier, ...]
    rhythm: Rhythm
    a_week: int


def before(situation: Situation) -> tuple[Earlier, ...]:
    """Why nothing was said on the days before, newest first, back to the last on which something was.

    Days of one kind that follow one another are one.
    """
    found: list[Earlier] = []
    for each in _days_before(situation):
        last = found[-1] if found else None
        if last is not None and (last.why, last.until) == (each.why, each.until):
            found[-1] = replace(last, first=each.first)
        else:
            found.append(each)
    return tuple(found)


def at_close(situation: Situation, day: date) -> Situation | None:
    """As it was in the last minute of work of a day; None where that day has no working time."""
    ends = [ends for _, ends in situation.manners.hours.of(day, zone=situation.zone)]
    return replace(situation, now=ends[-1] - ONE_MINUTE) if ends else None


def _days_before(situation: Situation) -> Iterator[Earlier]:
    steps = situation.owed
    for number in range(1, LOOKED_BACK + 1):
        day = situation.day - ONE_DAY * number
        then = at_close(replace(situation, steps=steps), day)
        why = _why_silent(then) if then is not None else None
        if why is None:
            return
        yield replace(why, first=day, last=day)
        if why.why in (Quiet.ALREADY, Quiet.ANNOUNCED):
            return


def _why_silent(then: Situation) -> Earlier | None:
    """None where there is nothing to explain: nothing of it was theirs yet."""
    if not then.owed and not then.tells:
        return None
    nothing = Earlier(first=then.day, last=then.day, why=Quiet.MISSED)
    if any(each.day == then.day for each in then.nudges):
        return replace(nothing, why=Quiet.ALREADY)
    decision = plan(then)
    if decision.speaks:
        return nothing
    first = decision.quiet[0]
    return replace(nothing, why=first.why, until=first.until)


def said_before(situation: Situation, step: Step) -> date | None:
    """The last day before this one on which a step was announced or said."""
    return max((day for day in situation.said_on(step) if day < situation.day), default=None)
