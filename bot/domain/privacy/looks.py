"""Who looked at somebody's file, as they read it themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PAGE = 10
"""Looks on one page."""


class FileLook(StrEnum):
    """What was done with all that is held of somebody; or what of their reviews was taken out as a file."""

    EXPORT = "export"
    ERASE = "erase"
    REVIEWS = "reviews"
    RESULT = "result"


class What(StrEnum):
    """What was looked at."""

    AS_EMPLOYEE = "as_employee"
    AS_OTHER = "as_other"
    MATRIX = "matrix"
    CALIBRATION = "calibration"
    GATES = "gates"
    EXPORT = "export"
    REVIEWS_FILE = "reviews_file"
    RESULT_FILE = "result_file"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One look. `by`: a name; None where it was Steward's command line. `period`: that of the review."""

    what: What
    by: str | None
    at: datetime
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class Looks:
    """One page of them, the newest first. `page` counts from 1."""

    found: Sequence[Looked]
    page: int
    pages: int
    total: int
