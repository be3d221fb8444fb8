"""The seats of the second look."""

from enum import StrEnum


class Seat(StrEnum):
    """As whom somebody looks again: the manager's manager, or HR."""

    ONE_OVER = "one_over"
    HR = "hr"
