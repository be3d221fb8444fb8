"""Somebody's Slack account was closed, though the organisation does not say that they left."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class AccountClosed(ToPerson):
    """To HR, or to the admins where there is none: who cannot be reached any more. `day` is ISO."""

    person_id: int
    day: str
