"""The card of a reminder."""

from datetime import date

from bot.domain.cards import Card, CardKey


def nudge_card(person_id: int, day: date) -> CardKey:
    """A person's reminder of a day of their own calendar."""
    return CardKey.of(Card.NUDGE, person_id, day.isoformat())
