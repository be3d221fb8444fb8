"""What reminders announce. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class Nudged(ToPerson):
    """To anyone who owes something: all of it in one message. `day` is ISO, in the person's own calendar."""

    day: str
