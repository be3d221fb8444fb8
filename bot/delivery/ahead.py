"""Which of many notices are about a review: what their words need is read together."""

from collections.abc import Iterable

from bot.domain.cards import Card, CardKey
from bot.domain.notices import CardStale, Notice
from storage.unit import Unit

OF_A_REVIEW = frozenset({Card.MY_REVIEW, Card.APPROVAL, Card.QUESTION, Card.TAKE_BACK, Card.CONTRIBUTION})
"""Cards whose first number is that of a review."""


def read_ahead(unit: Unit, notices: Iterable[Notice]) -> None:
    """Nothing for a single one: read together it takes as many statements."""
    reviews = {each for notice in notices if (each := review_of(notice)) is not None}
    if len(reviews) > 1:
        unit.reviews_ahead.read(reviews)


def review_of(notice: Notice) -> int | None:
    """The id of the review that it is about; None where it is about something else."""
    if isinstance(notice, CardStale):
        key = CardKey.parse(notice.card)
        return key.numbers[0] if key is not None and key.card in OF_A_REVIEW else None
    return getattr(notice, "review_id", None)
