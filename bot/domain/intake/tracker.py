"""What a hand-over is at a tracker, and what moves one where the other moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.intake.handover_way import HANDOVER, Event, Stage, State

REPLAY_WINDOW = timedelta(hours=1)
"""How old what a tracker tells may be: Jira repeats a webhook for about so long, the others not at all."""
REMEMBERED = timedelta(days=2)
"""How long a telling is remembered: longer than one is taken."""
OF_A_TRACKER = "tracker:"
"""How the source of a step begins that came from there; it is not told there again."""


class IssueState(StrEnum):
    """Where an issue is, whatever a tracker calls it."""

    OPEN = "open"
    STARTED = "started"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A hand-over at a tracker. `synced_at`: when the tracker last said where it is."""

    handover_id: int
    tracker: str
    key: str
    url: str
    state: IssueState
    synced_at: datetime


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a tracker tells of an issue. `delivery`: by what the same telling is known again."""

    delivery: str
    key: str
    state: IssueState
    at: datetime


STATES: Mapping[Event, IssueState] = {
    Event.START: IssueState.STARTED,
    Event.READY: IssueState.CLOSED,
    Event.SEND_BACK: IssueState.STARTED,
    Event.REASSIGN: IssueState.OPEN,
    Event.FINISH: IssueState.CLOSED,
    Event.WITHDRAW: IssueState.CLOSED,
}
"""Where a step brings the issue; every other leaves it where it is."""


def step_for(at: State, before: IssueState, now: IssueState) -> Event | None:
    """The developer's step that an issue's move stands for, of a hand-over `at` that state.

    Closed is ready to check, begun or reopened is started. None where it changed nothing, or where what will
    be done is not agreed yet.
    """
    if before is now:
        return None
    match now:
        case IssueState.CLOSED:
            wanted = Event.READY
        case IssueState.STARTED:
            wanted = Event.START
        case IssueState.OPEN if before is IssueState.CLOSED:
            wanted = Event.START
        case _:
            return None
    return wanted if wanted in HANDOVER.possible(at) else None


def is_closed_early(stage: Stage, before: IssueState, now: IssueState) -> bool:
    """Whether an issue was closed before it was agreed what will be done: no step, but not to be missed."""
    return now is IssueState.CLOSED and before is not now and not (stage.understood or stage.closed)


def is_fresh(told: Told, *, now: datetime) -> bool:
    """Whether it was said just now, by the tracker's clock, which may be a little fast."""
    return abs(now - told.at) <= REPLAY_WINDOW
