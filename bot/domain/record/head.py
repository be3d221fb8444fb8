"""Where the head of the record is written, so that it is known outside of the database."""

from enum import StrEnum


class HeadPlace(StrEnum):
    """A place outside; each gets the head of a day once."""

    FILE = "file"
    WEBHOOK = "webhook"
