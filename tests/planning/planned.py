"""The same quarter by the planner, asked at every beat."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.absences import Absence, Source
from bot.domain.calendar import Calendar
from bot.domain.nudging.planner import Manners, Nudge, Situation, Snooze, Step, plan
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.obligations import Kind
from bot.domain.policy import Policy
from tests.planning.quarter import Life

HOURS = Policy().hours.office


def messages(
    life: Life, beats: Sequence[datetime], *, a_week: int
) -> Iterator[tuple[datetime, tuple[int, ...]]]:
    """When the planner speaks, and of which steps; what is said is remembered as the sender does."""
    zone = ZoneInfo(life.zone)
    steps = {
        task.number: Step(
            kind=Kind.SELF_SCORE,
            subject_id=task.number,
            since=task.since,
            opens_at=task.opens,
            due_on=task.due,
            lapses_on=task.lapses,
            done_at=task.done,
        )
        for task in life.tasks
    }
    nudges: list[Nudge] = []
    snooze: Snooze | None = None
    situation = Situation(
        now=beats[0],
        zone=zone,
        calendar=Calendar(life.country),
        manners=Manners(a_week=a_week, at_hour=10, hours=HOURS),
        rhythm=Rhythm(weekday=life.weekday, hour=life.hour),
        absences=[
            Absence(person_id=1, first=first, last=last, source=Source.FILE) for first, last in life.leave
        ],
    )
    for beat in beats:
        now = replace(
            situation,
            now=beat,
            steps=list(steps.values()),
            nudges=nudges[-7:],
            snoozes=[snooze] if snooze else [],
        )
        decision = plan(now)
        if not decision.speaks:
            continue
        day = decision.day
        nudges.append(Nudge(day=day, at=beat))
        if snooze is not None and snooze.day <= day:
            snooze = None
        for said in decision.says:
            number = said.step.subject_id
            takes = life.does(life.tasks[number], day)
            if takes is not None:
                done = min(said.step.done_at or beat + takes, beat + takes)
                steps[number] = replace(said.step, done_at=done)
        snooze = _asked(life, day, beat) or snooze
        yield beat, tuple(sorted(said.step.subject_id for said in decision.says))


def _asked(life: Life, day: date, beat: datetime) -> Snooze | None:
    days = life.answers(day)
    asked_at = beat + timedelta(hours=1)
    return None if days is None else Snooze(day=day + timedelta(days=days), asked_at=asked_at)
