"""In the thread of the requester's card: whether what is done is settled, asked once more."""

from datetime import date

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Event
from messages.catalog import Words
from messages.intake.my_request_card import said_by_the_requester
from messages.kit import Message, actions, message, section


def closing_card(words: Words, request: RequestFacts, *, closes_on: date) -> Message:
    """Who says that it is done, what happens without a word, and a button for either answer."""
    facts = {"request": request.id, "owner": request.owner.name, "closes_on": closes_on}
    return message(
        words.say("intake/closing_card/headline", **facts),
        section(words.say("intake/closing_card/body", **facts)),
        actions(*said_by_the_requester(words, request.id)),
    )


def answered(words: Words, request: RequestFacts) -> Message:
    """What stands there once they said so, or reopened it, or it was closed without a word."""
    text = words.say(
        "intake/closing_card/answered",
        request=request.id,
        is_settled=any(
            each.event is Event.CONFIRM and each.at == request.owed_since for each in request.steps
        ),
        is_closed=request.is_closed,
    )
    return message(text, section(text))
