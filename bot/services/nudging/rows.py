"""What waits for people and what they were reminded of, read once for all who ask."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.nudging.planner import Nudge, Step
from bot.domain.nudging.told import StepKey, counted
from bot.domain.obligations import Kind, Obligation
from bot.domain.policy import Policy
from storage.unit import Unit

A_WEEK = timedelta(days=8)
DAYS_A_WEEK = 7


class Rows:
    """Of some people; `only` None: of everybody."""

    def __init__(self, unit: Unit, *, policy: Policy, now: datetime, only: Collection[int] | None) -> None:
        self.is_of_everybody = only is None
        self.steps: dict[int, list[Obligation]] = {}
        oldest = now - A_WEEK
        for waiting in unit.obligations.waiting(only):
            step = waiting.obligation
            self.steps.setdefault(step.person_id, []).append(step)
            oldest = min(oldest, step.since)
        count = max(counted(policy.schedule), DAYS_A_WEEK)
        self.nudges: Mapping[int, Sequence[Nudge]] = unit.nudges.last(count, since=oldest, only=only)


def step_of(
    obligation: Obligation,
    *,
    is_urgent: bool = False,
    told_on: date | None = None,
    done_at: datetime | None = None,
) -> Step:
    """What the planner needs to know of a step."""
    return Step(
        kind=obligation.kind,
        subject_id=obligation.subject_id,
        since=obligation.since,
        opens_at=obligation.opens_at,
        due_on=obligation.due_on,
        due_at=obligation.due_at,
        lapses_on=obligation.lapses_on,
        done_at=done_at,
        is_urgent=is_urgent,
        told_on=told_on,
    )


def key_of(obligation: Obligation) -> StepKey:
    """By what others were told of it."""
    return StepKey(
        person_id=obligation.person_id,
        kind=obligation.kind,
        subject_id=obligation.subject_id,
        since=obligation.since,
    )


def is_urgent(obligation: Obligation, requests: Collection[int]) -> bool:
    """Whether it is one of these requests, which cannot wait."""
    return obligation.kind is Kind.REQUEST and obligation.subject_id in requests
