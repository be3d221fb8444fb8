"""What a check-in can be given by, wherever it is asked for. The buttons' value is the check-in's id."""

from messages.catalog import Words
from messages.kit import Element, button, overflow
from messages.weeks.check_in_lines import skip_choices

OPEN = "weeks.check_in.open"
REPEAT = "weeks.check_in.repeat"
SKIP = "weeks.check_in.skip"
"""The ⋯ beside them; its values are "leave:<check-in>" and so on."""
NOT_ASKED = "now"
"""In the place of an id: whichever waits, else this week's."""


def beside(words: Words, value: str) -> list[Element]:
    """What stands beside *Check in…*, so that one click is enough."""
    choices = [
        (f"{reason}:{value}", words.label("Skip this week: %(reason)s", reason=said))
        for reason, said in skip_choices(words)
    ]
    return [button(words.label("As last week"), REPEAT, value=value), overflow(SKIP, choices)]
