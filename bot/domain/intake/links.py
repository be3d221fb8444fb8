"""What one request has to do with another."""

from dataclasses import dataclass
from enum import StrEnum


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
