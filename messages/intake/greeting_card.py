"""To somebody who writes to Steward out of the blue: what it can do."""

from messages.catalog import Words
from messages.intake.website_issue_form import OPEN
from messages.kit import Message, actions, button, message, section


def greeting_card(words: Words) -> Message:
    """A short answer with the one button that serves most."""
    return message(
        words.say("intake/greeting_card/headline"),
        section(words.say("intake/greeting_card/body")),
        actions(button(words.label("Report a website issue…"), OPEN, value="-")),
    )
