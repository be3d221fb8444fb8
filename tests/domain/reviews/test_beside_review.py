"""A few pieces at once, the rest on the record."""

from bot.domain.reviews.beside_review import SHOWN
from bot.domain.weeks.feedback_record import PAGE


def test_as_many_pieces_are_shown_as_a_page_of_the_record_has() -> None:
    assert SHOWN == PAGE
