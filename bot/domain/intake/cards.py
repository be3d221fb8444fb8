"""The cards of a website request."""

from bot.domain.cards import Card, CardKey


def request_card(request_id: int) -> CardKey:
    """The desk's card, in the intake channel."""
    return CardKey.of(Card.REQUEST, request_id)


def emergency_card(page_id: int) -> CardKey:
    """To a developer who was called."""
    return CardKey.of(Card.EMERGENCY, page_id)


def my_request_card(request_id: int) -> CardKey:
    """The requester's own."""
    return CardKey.of(Card.MY_REQUEST, request_id)


def swap_card(swap_id: int, reader_id: int) -> CardKey:
    """One swap of weeks before whoever asks for it, or is asked."""
    return CardKey.of(Card.DUTY_SWAP, swap_id, reader_id)


def followed_card(request_id: int, person_id: int) -> CardKey:
    """Of somebody who follows a request that is not theirs."""
    return CardKey.of(Card.FOLLOWED, request_id, person_id)
