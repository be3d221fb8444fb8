"""To somebody who writes to Steward out of the blue: what it can do."""

from bot.domain.people import Person
from messages.catalog import Words
from messages.intake.duty import NAME_LENGTH
from messages.intake.website_issue_form import OPEN
from messages.kit import Message, actions, button, context, fit, message, section


def greeting_card(words: Words, on_duty: Person | None = None) -> Message:
    """A short answer with the one button that serves most."""
    name = fit(on_duty.name, NAME_LENGTH) if on_duty else None
    return message(
        words.say("intake/greeting_card/headline"),
        section(words.say("intake/greeting_card/body")),
        context(words.say("intake/greeting_card/duty", name=name)) if name else None,
        actions(button(words.label("Report a website issue…"), OPEN, value="-")),
    )
