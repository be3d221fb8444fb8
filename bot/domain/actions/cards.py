"""The cards of improvement actions."""

from bot.domain.cards import Card, CardKey


def mentoring_card(action_id: int, mentor_id: int) -> CardKey:
    """A pairing before the mentor who is asked."""
    return CardKey.of(Card.MENTORING, action_id, mentor_id)


def training_card(action_id: int, person_id: int) -> CardKey:
    """A training before whom it is offered to."""
    return CardKey.of(Card.TRAINING, action_id, person_id)
