"""What one request has to do with another."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.intake.request import Request
from bot.domain.intake.way import REQUEST, Stage, State


class Link(StrEnum):
    """What a request is of the other: the same, answered there; or a part that was taken out of it."""

    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The request `request_id` is joined to, or split off, `other_id`."""

    request_id: int
    link: Link
    other_id: int


@dataclass(frozen=True, kw_only=True)
class Other:
    """The request at the other end of a link."""

    request: Request
    branch: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Original:
    """A request to which another can be joined, as it is offered."""

    id: int
    title: str
    branch: str
    state: State

    @property
    def stage(self) -> Stage:
        return REQUEST.stage(self.state)
