"""What is put on record of a project beside words: an estimate, a decision."""

import re
from datetime import date

from pydantic import BaseModel, ConfigDict

MOST_DAYS = 999
"""A longer estimate is none."""

_RANGE = re.compile(
    r"(\d{1,4})(?:\s*(?:-|–|—|~|～|to|至|到)\s*(\d{1,4}))?\s*(?:d|days?|天|日|个工作日|個工作日)?"
)


class Days(BaseModel):
    """How many working days of work, from `least` to `most`; `by`: whose estimate it is, by their id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int
    most: int
    by: int


class Decided(BaseModel):
    """On which day it was decided, and by whom, by their ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date
    by: tuple[int, ...]


def days_in(said: str) -> tuple[int, int] | None:
    """The days that somebody typed ("5", "5-8", "5 至 8 天"), the fewer first; None for anything else."""
    found = _RANGE.fullmatch(said.strip().lower())
    if found is None:
        return None
    least, most = sorted((int(found[1]), int(found[2] or found[1])))
    return (least, most) if least > 0 and most <= MOST_DAYS else None
