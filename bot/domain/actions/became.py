"""What became of a training or a mentor pairing, in the words of those who took part.

Source: domain.md §8.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import Refusal

HELPED, LINE = "helped", "line"
"""The fields of the form that asks it."""


class Helped(StrEnum):
    """Whether it helped, as somebody sees it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Became:
    """What somebody says of it: whether it helped, and perhaps a line."""

    by_id: int
    by: str
    helped: Helped
    line: str
    at: datetime


def read_helped(value: str) -> Helped:
    """What was chosen. Raises Refusal("action.helped"), with its field."""
    if value not in set(Helped):
        raise Refusal("action.helped", field=HELPED)
    return Helped(value)
