"""The fields of a form in which times for a talk are proposed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.weeks.talk_times import HOW_MANY
from messages.catalog import Words
from messages.kit import Block, datetime_input, field_input

PLACE = "time.{}"
"""The block of the time at a place, counted from 0."""


def time_fields(words: Words, times: Sequence[datetime]) -> Iterator[Block]:
    """As many as can be proposed, with those that stand there already; only the first is needed."""
    for place in range(HOW_MANY):
        yield field_input(
            words.label("Time %(number)s", number=place + 1),
            datetime_input("at", chosen=times[place] if place < len(times) else None),
            block_id=PLACE.format(place),
            optional=place > 0,
        )
