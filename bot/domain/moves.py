"""What happens to people in the company: they come, go, come back, change places; appended only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.notices import ToPerson


class Move(StrEnum):
    """What can happen to somebody. Each that is told has its sentences in messages/people/moves_note."""

    JOIN = "join"
    LEAVE = "leave"
    RETURN = "return"
    NEW_MANAGER = "new_manager"
    NO_MANAGER = "no_manager"
    TRANSFER = "transfer"
    RENAME = "rename"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_OPENED = "account_opened"


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One thing that happened to one person. `day`: from which it counts, in the company's calendar.

    `import_id`: the import that brought it; None for what Slack told.
    """

    person_id: int
    move: Move
    day: date
    at: datetime
    facts: Facts = NOTHING_MORE
    import_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MovesTold(ToPerson):
    """To everybody whom it concerns: what an import changed around them, in one message."""

    import_id: int


def readers(moved: Moved, *, manager_id: int | None, hr: Collection[int]) -> frozenset[int]:
    """Who hears of it; nobody of what only cards show. `manager_id`: the person's present one."""
    manager = moved.facts.manager
    told: set[int | None]
    match moved.move:
        case Move.JOIN | Move.LEAVE:
            told = {manager_id}
        case Move.RETURN | Move.TRANSFER:
            told = {moved.person_id, manager_id}
        case Move.NEW_MANAGER:
            told = {moved.person_id, manager.was, manager.now} if manager else {moved.person_id}
        case Move.NO_MANAGER:
            told = {each for each in hr if each != moved.person_id}
        case _:
            told = set[int | None]()
    return frozenset(each for each in told if each is not None)
