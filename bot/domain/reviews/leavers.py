"""Somebody left while their review was under way."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.people import Person
from bot.domain.reviews.way import Stage


@dataclass(frozen=True, kw_only=True)
class Leaver:
    """Who left when, and how far their review is; no scores. `given_back`: they wanted it again."""

    employee: Person
    cycle_name: str
    left_on: date
    stage: Stage
    manager: str
    since: datetime
    given_back: bool = False
