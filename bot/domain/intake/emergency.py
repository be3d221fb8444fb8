"""A developer is called away from their work: by whom, why, and whether they have it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person

REASON_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class Paged:
    """The developer on duty was called about a request. `taken_at`: when they said that they are on it."""

    id: int
    request_id: int
    developer: Person
    by: Person
    at: datetime
    reason: str
    taken_at: datetime | None
