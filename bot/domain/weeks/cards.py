"""The cards of the weeks in between."""

from bot.domain.cards import Card, CardKey


def feedback_card(feedback_id: int, reader_id: int) -> CardKey:
    """One piece of feedback before whoever gave it, or whoever it is about."""
    return CardKey.of(Card.FEEDBACK, feedback_id, reader_id)


def suggestion_card(suggestion_id: int, reader_id: int) -> CardKey:
    """One suggestion before whoever made it, or whoever answers it."""
    return CardKey.of(Card.SUGGESTION, suggestion_id, reader_id)
