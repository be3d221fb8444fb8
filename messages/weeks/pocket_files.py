"""What stands above a copy of a kept file."""

from messages.catalog import Words
from messages.kit import Message, message


def kept_file(words: Words) -> Message:
    """For their eyes alone; what it is evidence of is not said."""
    return message(words.label("From your evidence pocket, as you asked."))
