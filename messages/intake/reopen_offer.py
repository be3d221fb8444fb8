"""Under the requester's card, after a word to a closed request: whether it is to be open again."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section

REOPEN_AT_ONCE = "intake.my_request.reopen_at_once"
"""The value is the request's number, a colon, the reply's."""
LEAVE_CLOSED = "intake.my_request.leave_closed"
"""The value is the request's number."""


def reopen_offer(words: Words, request: RequestFacts, *, number: int) -> Message:
    """The question, with a button for either answer."""
    text = words.say("intake/reopen_offer/body", request=request.id, owner=request.owner.name)
    return message(
        text,
        section(text),
        actions(
            button(words.label("Reopen it"), REOPEN_AT_ONCE, value=f"{request.id}:{number}", primary=True),
            button(words.label("It is settled"), LEAVE_CLOSED, value=str(request.id)),
        ),
    )


def reopened(words: Words, request: RequestFacts) -> Message:
    """What stands there once it was reopened."""
    text = words.say(
        "intake/reopen_offer/reopened",
        request=request.id,
        owner=request.owner.name,
        answer_by=request.answer_by,
    )
    return message(text, section(text))


def left_closed(words: Words, request: RequestFacts) -> Message:
    """What stands there once it was said to be settled."""
    text = words.say(
        "intake/reopen_offer/left",
        request=request.id,
        owner=request.owner.name,
        is_closed=request.is_closed,
    )
    return message(text, section(text))
