"""Who hears of a request that somebody else filed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cards import CardKey
from bot.domain.intake.cards import followed_card, my_request_card


class Via(StrEnum):
    """How they came to follow it: their own request was joined to it, or they pressed the button."""

    JOINED = "joined"
    PRESSED = "pressed"


@dataclass(frozen=True, kw_only=True)
class Follower:
    """Somebody who hears of every change. `joined`: their own requests that were joined to it."""

    request_id: int
    person_id: int
    since: datetime
    via: Via
    joined: tuple[int, ...] = ()

    @property
    def cards(self) -> tuple[CardKey, ...]:
        """Where they see how it stands; in the thread of the first they read what is new."""
        own = tuple(my_request_card(each) for each in self.joined)
        return own or (followed_card(self.request_id, self.person_id),)
