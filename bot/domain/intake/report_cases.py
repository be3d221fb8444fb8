"""What became of a request by a moment: its first answer, how it was settled, and whose time that took."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.domain.intake.report_clock import DeskClock
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import ANSWERS, DESK_EVENTS, FILED, REQUEST, Event, Party, State

ONE_MINUTE = timedelta(minutes=1)
TELLING = ANSWERS | {Event.UNDO, Event.REOPEN}
"""The events that a report reads, beside all that lead to another state."""


class Told(NamedTuple):
    """What a report reads of a request. `is_private`: its branch and page are never named."""

    number: int
    requester_id: int
    branch: str
    page: str
    kind: Kind
    filed_at: datetime
    is_private: bool


class Stepped(NamedTuple):
    """What a report reads of a step; of those of one request in their order."""

    request_id: int
    number: int
    event: Event
    from_state: State
    to_state: State
    at: datetime


class How(StrEnum):
    """How a request was settled. An operating mistake: what was reported as wrong works as it should, and the
    answer was how. Lapsed: its requester did not answer. (Both definitions: docs/decisions/0040.)
    """

    MISTAKE = "mistake"
    HELPED = "helped"
    DUPLICATE = "duplicate"
    LAPSED = "lapsed"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One request as it stood. Minutes are working minutes of the desk, whole ones.

    `answer_minutes`: from filing to the first word of the desk. `work_minutes`: from filing until it was
    settled, without `wait_minutes`, in which it waited for its requester, and without the time for which it
    was closed before somebody reopened it. Both are of what the desk settled itself, None of anything else.
    """

    told: Told
    answered_at: datetime | None
    answer_minutes: int | None
    settled_at: datetime | None
    how: How | None
    work_minutes: int | None
    wait_minutes: int | None
    reopened_at: tuple[datetime, ...]


def cases(
    told: Iterable[Told], steps: Iterable[Stepped], clock: DeskClock, *, until: datetime
) -> Iterator[Case]:
    """Each request that was filed before `until`, as it stood then: what came later does not count."""
    by_request: dict[int, list[Stepped]] = {}
    for step in steps:
        if step.at < until:
            by_request.setdefault(step.request_id, []).append(step)
    for each in told:
        if each.filed_at < until:
            yield _case(each, _standing(by_request.get(each.number, ())), clock)


def _standing(steps: Sequence[Stepped]) -> list[Stepped]:
    """Without those that were taken back, and their taking back."""
    gone = {step.number - 1 for step in steps if step.event is Event.UNDO}
    return [step for step in steps if step.event is not Event.UNDO and step.number not in gone]


def _case(told: Told, steps: Sequence[Stepped], clock: DeskClock) -> Case:
    answer = next((step for step in steps if step.event in ANSWERS), None)
    closing = _closing(steps)
    how = None if closing is None else _how(told, closing)
    work = wait = None
    if closing is not None and how in (How.MISTAKE, How.HELPED):
        times = _times(told, steps, closing.at, clock)
        work, wait = times[True] // ONE_MINUTE, times[False] // ONE_MINUTE
    return Case(
        told=told,
        answered_at=None if answer is None else answer.at,
        answer_minutes=None if answer is None else clock.worked(told.filed_at, answer.at) // ONE_MINUTE,
        settled_at=None if closing is None else closing.at,
        how=how,
        work_minutes=work,
        wait_minutes=wait,
        reopened_at=tuple(step.at for step in steps if step.event is Event.REOPEN),
    )


def _closing(steps: Sequence[Stepped]) -> Stepped | None:
    """The step with which it was closed, where it still is."""
    closing = None
    for step in steps:
        was, is_now = _is_closed(step.from_state), _is_closed(step.to_state)
        if is_now and not was:
            closing = step
        elif was and not is_now:
            closing = None
    return closing


def _is_closed(state: State) -> bool:
    return REQUEST.stage(state).closed


def _how(told: Told, closing: Stepped) -> How:
    if REQUEST.stage(closing.to_state).joined:
        return How.DUPLICATE
    if closing.event not in DESK_EVENTS:
        return How.LAPSED
    is_mistake = closing.event is Event.ANSWER and told.kind is Kind.WRONG
    return How.MISTAKE if is_mistake else How.HELPED


def _times(
    told: Told, steps: Sequence[Stepped], until: datetime, clock: DeskClock
) -> Mapping[bool, timedelta]:
    """How long it was the desk's (True), and how long its requester's (False)."""
    times = {True: timedelta(), False: timedelta()}
    since, state = told.filed_at, FILED
    for step in steps:
        if step.at > until:
            break
        _add(times, state, clock.worked(since, step.at))
        since, state = step.at, step.to_state
    _add(times, state, clock.worked(since, until))
    return times


def _add(times: dict[bool, timedelta], state: State, worked: timedelta) -> None:
    stage = REQUEST.stage(state)
    if not stage.closed:
        times[stage.mover is not Party.REQUESTER] += worked
