"""To somebody who put an emoji on a message: it can go to the desk; only they see it."""

from bot.domain.intake.form_facts import Offer
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section

SEND = "intake.reaction.send"


def reaction_note(words: Words, offer: Offer) -> Message:
    """Who would take it, by when, and the one button that opens the form with it."""
    text = words.say(
        "intake/reaction_note/body",
        name=offer.on_duty.name,
        within_minutes=offer.within_minutes,
        answer_by=offer.answer_by,
    )
    send = button(
        words.label("Send this to %(name)s…", name=offer.on_duty.name),
        SEND,
        value=str(offer.id),
        primary=True,
    )
    return message(text, section(text), actions(send))
