"""The cards of the weeks between signing goals and being scored."""

from bot.domain.cards import Card, CardKey
from bot.domain.weeks.week import Week


def digest_card(manager_id: int, week: Week) -> CardKey:
    """A manager's digest of one week; what is said about it stands under it."""
    return CardKey.of(Card.DIGEST, manager_id, str(week))


def word_card(check_in_id: int, number: int, reader_id: int) -> CardKey:
    """What one side said to the other about a check-in, an entry of its history, before the other."""
    return CardKey.of(Card.CHECK_IN_WORD, check_in_id, number, reader_id)


def feedback_card(feedback_id: int, reader_id: int) -> CardKey:
    """One piece of feedback before whoever gave it, or whoever it is about."""
    return CardKey.of(Card.FEEDBACK, feedback_id, reader_id)


def suggestion_card(suggestion_id: int, reader_id: int) -> CardKey:
    """One suggestion before whoever made it, or whoever answers it."""
    return CardKey.of(Card.SUGGESTION, suggestion_id, reader_id)
