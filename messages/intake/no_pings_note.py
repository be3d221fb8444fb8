"""The kind note to somebody who mentioned a developer; only they see it."""

from bot.domain.intake.form_facts import Ping, StrangerPing
from bot.domain.intake.pings import MOST_NAMED
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section

SEND = "intake.no_pings.send"
EMERGENCY = "intake.no_pings.emergency"
WORDS_NAMED = 3


def no_pings_note(words: Words, ping: Ping) -> Message:
    """Where to turn instead, by one button that takes their text along. The first one teaches one thing more.

    Whoever has the desk themselves has nobody to send it to.
    """
    is_on_duty = ping.author.id == ping.on_duty.id
    text = words.say(
        "intake/no_pings_note/body",
        **_called(words, ping),
        focus_until=ping.focus_until,
        name=None if is_on_duty else ping.on_duty.name,
        within_minutes=ping.within_minutes,
        answer_by=ping.answer_by,
    )
    number = str(ping.id)
    send = words.label("Send this to %(name)s…", name=ping.on_duty.name)
    return message(
        text,
        section(text),
        actions(
            None if is_on_duty else button(send, SEND, value=number, primary=True),
            button(words.label("It is an emergency"), EMERGENCY, value=number),
        ),
        context(words.say("intake/no_pings_note/direct", name=ping.on_duty.name))
        if ping.is_first and not is_on_duty
        else None,
    )


def stranger_note(words: Words, ping: StrangerPing) -> Message:
    """The same to somebody who can file nothing: whom to ask, and no button that they cannot use."""
    text = words.say(
        "intake/no_pings_note/body",
        **_called(words, ping),
        focus_until=None,
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
        developer=_called(words, ping)["developer"],
        name=None if ping.author.id == ping.on_duty.id else ping.on_duty.name,
        emergency_words=emergency_words[:WORDS_NAMED],
    )
    return message(text, section(text))


def became_request_note(words: Words, *, number: int, owner: str) -> Message:
    """In place of the note, once a request was made of what they wrote."""
    text = words.say("intake/no_pings_note/sent", number=number, owner=owner)
    return message(text, section(text))


def _called(words: Words, ping: Ping | StrangerPing) -> dict[str, object]:
    """Who was called, at most three by name, and how many they are: a group is many."""
    names = [each.name for each in ping.developers] + [f"@{each}" for each in ping.groups]
    return {"developer": words.names(names[:MOST_NAMED]), "many": 2 if ping.groups else len(names)}
