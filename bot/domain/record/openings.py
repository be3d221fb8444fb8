"""What is done to rows that are otherwise only ever added: by whom, why, and that it is over."""

from enum import StrEnum


class Opening(StrEnum):
    """A step of it; each is a row of its own, and stands in the chain like any other."""

    OPENED = "opened"
    CLOSED = "closed"
    MIGRATED = "migrated"
