"""In the thread of the requester's card: whether what is done is settled, asked once more."""

from datetime import date

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.my_request_card import REOPEN
from messages.kit import Message, actions, button, message, section

CONFIRM_HERE = "intake.closing.confirm_here"
"""The value is the request's number."""


def confirmation_still_wanted(words: Words, request: RequestFacts, *, closes_on: date) -> Message:
    """Who says that it is done, what happens without a word, and a button for either answer."""
    facts = {"request": request.id, "owner": request.owner.name, "closes_on": closes_on}
    number = str(request.id)
    return message(
        words.say("intake/closing_note/headline", **facts),
        section(words.say("intake/closing_note/body", **facts)),
        actions(
            button(words.label("Yes, it is settled"), CONFIRM_HERE, value=number, primary=True),
            button(words.label("Reopen…"), REOPEN, value=number),
        ),
    )


def confirmed_here(words: Words, request_id: int) -> Message:
    """What stands there once they said so."""
    text = words.say("intake/closing_note/settled", request=request_id)
    return message(text, section(text))
