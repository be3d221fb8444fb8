"""To HR: a result was released anew, and the year that it is part of is decided already. No score."""

from messages.catalog import Words
from messages.kit import Message, message, section
from messages.reviews.score_lines import cycle_title, short


def year_stands_card(words: Words, *, employee: str, year: str, period: str, is_released: bool) -> Message:
    """That the year stands as it was decided, and by what it would be counted anew."""
    text = words.say(
        "reviews/year_stands_card/body",
        employee=short(employee),
        year=year,
        period=cycle_title(period),
        is_released=is_released,
    )
    return message(text, section(text))
