"""What goes over when the website desk changes hands."""

from dataclasses import dataclass

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.request import Request
from bot.domain.intake.rota import DutyChange
from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """The desk has changed hands, before whoever has it now or had it.

    `person` has it, `was` had it, `stands_in_for` is whose week it is, where that is somebody else.
    `carried`: the requests that came with it and are open still. `stay`: how many accepted ones stay with
    whoever had it.
    """

    change: DutyChange
    person: Person
    was: Person | None
    stands_in_for: Person | None
    carried: tuple[RequestFacts, ...]
    stay: int


def goes_over(request: Request, *, owner_is_there: bool) -> bool:
    """Whether an open request goes with the desk: what waits for a word of either side does; what was
    accepted stays with who accepted it as long as they are there. Source: docs/decisions/0029.
    """
    return not request.stage.closed and (not owner_is_there or request.stage.move is not None)
