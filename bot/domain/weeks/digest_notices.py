"""What a manager is told of a week. It is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class DigestDue(ToPerson):
    """To a manager: how a week was for their people. `week` is its Monday, as ISO."""

    week: str
