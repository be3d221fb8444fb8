"""What a requester says about how their request went."""

from dataclasses import dataclass
from datetime import datetime

WORDS_LIMIT = 1000


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """One word on one request, the last that counts. `words`: what they added, empty where nothing."""

    request_id: int
    by_id: int
    good: bool
    words: str
    at: datetime
