"""Somebody's Slack account was closed, though the organisation does not say that they left."""

from dataclasses import dataclass

from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Notice):
    """To HR, or to the admins where there is none: who cannot be reached any more. `day` is ISO."""

    to: int
    person_id: int
    day: str

    @property
    def lane(self) -> str:
        return f"person:{self.to}"
