"""Weeks at the desk, invented: requests with whole histories, each step one that its way allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import FILED, REQUEST, Event, State
from storage.models.intake import RequestEntryRow, RequestRow
from storage.unit import Store

BRANCHES = ("Hangzhou", "Hangzhou", "Hangzhou", "Chengdu", "Chengdu", "Lhasa", "")
PAGES = (
    "https://shop.example/cart",
    "https://shop.example/cart/?step=2",
    "http://www.shop.example/cart",
    "https://shop.example/checkout",
    "https://shop.example/product/7#reviews",
    "the page with the stores",
    "https://shop.example/imprint",
    "",
)
KINDS = (Kind.WRONG, Kind.WRONG, Kind.WRONG, Kind.QUESTION, Kind.CHANGE)
NEXT: dict[State, tuple[Event, ...]] = {
    State.NEW: (
        Event.ANSWER,
        Event.ANSWER,
        Event.ACCEPT,
        Event.ACCEPT,
        Event.ASK,
        Event.DECLINE,
        Event.JOIN,
        Event.TAKE,
        Event.LATER,
    ),
    State.ASKED: (Event.REPLY, Event.REPLY, Event.REPLY, Event.LAPSE, Event.ASK, Event.ANSWER),
    State.ACCEPTED: (Event.FINISH, Event.FINISH, Event.ASK, Event.BLOCK, Event.ANSWER, Event.ASSESS),
    State.BLOCKED: (Event.RESUME, Event.FINISH),
    State.DONE: (Event.CONFIRM, Event.CONFIRM, Event.EXPIRE, Event.REOPEN),
    State.LAPSED: (Event.REPLY,),
}
"""What may come next, and how likely; of a closed one that it is reopened, or nothing more."""
UNDONE, REOPENED, GOES_ON = 0.08, 0.15, 0.92
PRIVATE = 0.1
GAPS = (1, 3, 7, 20, 45, 90, 240, 700, 1500, 3000)
"""Minutes between two steps."""
BY_DAY = (8 * 60, 19 * 60)
"""From which minute after midnight until which one people file."""
AT_ONCE = 2000


@dataclass(frozen=True, kw_only=True)
class Step:
    event: Event
    was: State
    now: State
    at: datetime


@dataclass(kw_only=True)
class Lived:
    """One request with all that happened to it; moments are whole minutes."""

    number: int
    requester_id: int
    branch: str
    page: str
    kind: Kind
    filed_at: datetime
    is_private: bool
    steps: list[Step] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.steps[-1].now if self.steps else FILED


def lived(
    count: int, *, first: datetime, days: int, requesters: Sequence[int], seed: int = 1, number: int = 1
) -> list[Lived]:
    """So many requests, always the same, filed in so many days from the midnight `first` on; `number`: the
    first one's.
    """
    chance = Random(seed)
    found = []
    for each in range(number, number + count):
        person = chance.choice(requesters)
        request = Lived(
            number=each,
            requester_id=person,
            branch=chance.choice(BRANCHES),
            page=chance.choice(PAGES),
            kind=chance.choice(KINDS),
            filed_at=first + timedelta(days=chance.randrange(days), minutes=chance.randrange(*BY_DAY)),
            is_private=chance.random() < PRIVATE,
        )
        request.steps = list(_steps(request, chance))
        found.append(request)
    return found


def _steps(request: Lived, chance: Random) -> Iterator[Step]:
    state, at = FILED, request.filed_at
    while chance.random() < GOES_ON:
        closed = REQUEST.stage(state).closed
        if closed and chance.random() > REOPENED:
            return
        event = chance.choice(NEXT.get(state, (Event.REOPEN,)))
        after = REQUEST.after(state, event)
        at += timedelta(minutes=chance.choice(GAPS))
        yield Step(event=event, was=state, now=after, at=at)
        if event in REQUEST.undoable and chance.random() < UNDONE:
            at += timedelta(minutes=2)
            yield Step(event=Event.UNDO, was=after, now=state, at=at)
        else:
            state = after


def write(store: Store, requests: Sequence[Lived], *, owner_id: int) -> None:
    """Write them as they are, past the use cases, which would take minutes."""
    with store.begin() as unit:
        for start in range(0, len(requests), AT_ONCE):
            some = requests[start : start + AT_ONCE]
            unit.session.execute(insert(RequestRow), [_row(each, owner_id) for each in some])
            entries = [entry for each in some for entry in _entries(each)]
            unit.session.execute(insert(RequestEntryRow), entries)


def _row(each: Lived, owner_id: int) -> dict[str, Any]:
    return {
        "id": each.number,
        "requester_id": each.requester_id,
        "owner_id": owner_id,
        "submission": f"lived:{each.number}",
        "branch": each.branch,
        "kind": each.kind,
        "page": each.page,
        "happened": "It is not as it should be.",
        "expected": "",
        "since": "",
        "urgency": Urgency.TODAY,
        "state": each.state,
        "filed_at": each.filed_at,
        "answer_by": each.filed_at + timedelta(hours=1),
        "owed_since": each.filed_at,
        "version": len(each.steps) + 1,
        "is_private": each.is_private,
    }


def _entries(each: Lived) -> Iterator[dict[str, Any]]:
    filing = Step(event=Event.FILE, was=FILED, now=FILED, at=each.filed_at)
    for number, step in enumerate((filing, *each.steps), start=1):
        yield {
            "request_id": each.number,
            "number": number,
            "event": step.event,
            "from_state": step.was,
            "to_state": step.now,
            "by_id": each.requester_id,
            "at": step.at,
            "note": "",
            "facts": {},
        }
