"""What everybody reads of a private request, and what is left where more of it stood."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section

OPEN = "intake.visibility.open"


def private_card(words: Words, request: RequestFacts) -> Message:
    """In the intake channel: a number and an owner. Whether its button opens anything is asked then."""
    line = words.say("intake/private_card/line", request=request.id, owner=request.owner.name)
    return message(line, section(line), actions(button(words.label("Open"), OPEN, value=str(request.id))))


def emptied(words: Words, request: RequestFacts, *, in_channel: bool, channel: str) -> Message:
    """In the place of what stood where those who may read it do not read it any more, and why.

    `channel`: the intake channel's name.
    """
    said = words.say(
        "intake/private_card/emptied",
        request=request.id,
        owner=request.owner.name,
        is_private=request.is_private,
        in_channel=in_channel,
        channel=channel,
    )
    return message(said, section(said))
