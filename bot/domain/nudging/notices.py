"""What reminders announce. Each is one message to one person."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class Nudged(ToPerson):
    """To anyone who owes something: all of it in one message. `day` is ISO, in the person's own calendar."""

    bulk: ClassVar[bool] = True

    day: str


@dataclass(frozen=True, kw_only=True)
class UrgentNudged(ToPerson):
    """To whoever has a request that cannot wait and whose hour is over: at once, and once for each.

    `since`: ISO, when it became theirs.
    """

    request_id: int
    since: str
