"""The kind note to somebody who mentioned a developer; only they see it."""

from bot.domain.intake.facts import Ping, StrangerPing
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section

SEND = "intake.no_pings.send"
EMERGENCY = "intake.no_pings.emergency"
WORDS_NAMED = 3


def no_pings_note(words: Words, ping: Ping) -> Message:
    """Where to turn instead, by one button that takes their text along."""
    facts = {
        "developer": ping.developer.name,
        "name": ping.on_duty.name,
        "within_minutes": ping.within_minutes,
        "answer_by": ping.answer_by,
    }
    text = words.say("intake/no_pings_note/body", **facts)
    number = str(ping.id)
    return message(
        text,
        section(text),
        actions(
            button(
                words.label("Send this to %(name)s…", name=ping.on_duty.name),
                SEND,
                value=number,
                primary=True,
            ),
            button(words.label("It is an emergency"), EMERGENCY, value=number),
        ),
    )


def stranger_note(words: Words, ping: StrangerPing) -> Message:
    """The same to somebody who can file nothing: whom to ask, and no button that they cannot use."""
    text = words.say(
        "intake/no_pings_note/body",
        developer=ping.developer.name,
        name=ping.on_duty.name,
        within_minutes=ping.within_minutes,
        answer_by=ping.answer_by,
    )
    ask = words.say("intake/no_pings_note/stranger", name=ping.on_duty.name)
    return message(text, section(text), context(ask))


def emergency_note(words: Words, ping: Ping, *, emergency_words: list[str]) -> Message:
    """What to do instead of waiting."""
    text = words.say(
        "intake/no_pings_note/emergency",
        developer=ping.developer.name,
        name=ping.on_duty.name,
        emergency_words=emergency_words[:WORDS_NAMED],
    )
    return message(text, section(text))
