"""Quantities: what a number counts."""

from enum import StrEnum


class Quantity(StrEnum):
    """What a target and a figure are of. Money and counts are numbers; time is kept in seconds."""

    PERCENT = "percent"
    MONEY = "money"
    TIME = "time"
    COUNT = "count"
    RATING = "rating"
