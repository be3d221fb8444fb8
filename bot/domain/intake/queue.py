"""The desk's queue: every open request as a line, what is due next first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.intake.triage import Kind
from bot.domain.intake.way import REQUEST, Party, Stage, State
from bot.domain.pages import Span
from bot.domain.people import Person


class Which(StrEnum):
    """What of it is looked at, in the order of its buttons."""

    MINE = "mine"
    UNOWNED = "unowned"
    REQUESTER = "requester"
    BLOCKED = "blocked"
    LATER = "later"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class InQueue:
    """An open request, as far as its line says something of it. `requester`: their name.

    `put_off_until`: it stands aside until then. `waits_for`: what a blocked one waits for. `is_taken`: its
    owner has taken it, or any other step; otherwise it only lies with them because they were on duty.
    """

    number: int
    state: State
    branch: str
    kind: Kind
    title: str
    owner_id: int
    requester: str
    answer_by: datetime
    promised_for: date | None
    owed_since: datetime
    put_off_until: datetime | None
    waits_for: str
    is_taken: bool

    @property
    def stage(self) -> Stage:
        return REQUEST.stage(self.state)


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """The same on a page. `minutes`: of its owner's working time until its hour, negative since it; None
    where no hour binds. `is_mine`: the reader has it.
    """

    request: InQueue
    owner: Person
    minutes: int | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """A page of what is looked at, and how many there are of each."""

    which: Which
    lines: tuple[QueueLine, ...]
    span: Span
    counts: Mapping[Which, int]


def holds(which: Which, request: InQueue, *, reader_id: int) -> bool:
    """Whether it is one of those. What was put off stands under `LATER` and `ALL` alone."""
    if which is Which.ALL:
        return True
    if request.put_off_until is not None or which is Which.LATER:
        return which is Which.LATER and request.put_off_until is not None
    return {
        Which.MINE: request.owner_id == reader_id,
        Which.UNOWNED: not request.is_taken,
        Which.REQUESTER: request.stage.mover is Party.REQUESTER,
        Which.BLOCKED: request.stage.blocked,
    }[which]


def due_next_first(requests: Iterable[InQueue], *, zones: Mapping[int, ZoneInfo]) -> list[InQueue]:
    """What is due by an hour or a day, soonest first; then what was promised for no day, what waits for its
    requester, what is blocked, what was put off; of these the oldest first. `zones`: of the owners.
    """

    def place(each: InQueue) -> tuple[int, datetime, int]:
        if each.put_off_until is not None:
            return 4, each.put_off_until, each.number
        if each.stage.blocked:
            return 3, each.owed_since, each.number
        if each.stage.mover is Party.REQUESTER:
            return 2, each.owed_since, each.number
        if each.stage.answer_owed:
            return 0, each.answer_by, each.number
        if each.promised_for is None:
            return 1, each.owed_since, each.number
        over = datetime.combine(each.promised_for + timedelta(days=1), time.min, tzinfo=zones[each.owner_id])
        return 0, over, each.number

    return sorted(requests, key=place)
