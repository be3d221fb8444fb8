"""Somebody's Slack account was closed, though the organisation does not say that they left."""

from dataclasses import dataclass
from datetime import date

from bot.domain.cards import Card, CardKey
from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class AccountClosed(ToPerson):
    """To HR, or to the admins where there is none: who cannot be reached any more. `day` is ISO."""

    person_id: int
    day: str


def account_closed_card(person_id: int, day: date, reader_id: int) -> CardKey:
    """What a reader was told of an account that was closed on that day, and later that it is open."""
    return CardKey.of(Card.ACCOUNT_CLOSED, person_id, day.isoformat(), reader_id)
