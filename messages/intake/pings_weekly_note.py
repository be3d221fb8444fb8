"""How many interruptions were kept away in a week: numbers, never who or what."""

from bot.domain.intake.pings_weekly import PingCount, PingsWish
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, context, message, section


def pings_weekly_note(words: Words, count: PingCount) -> Message:
    """To whoever wants it, once a week, with the way to end it."""
    text = _week(words, count)
    return message(text, section(text), context(words.say("intake/pings_weekly_note/off")))


def pings_wish_answer(words: Words, wish: PingsWish) -> Message:
    """The answer to `/intake pings`: the week up to now, and whether they hear it by itself."""
    text = _week(words, wish.count)
    wanted = words.say("intake/pings_weekly_note/wanted", is_wanted=wish.is_wanted)
    return message(text, section(text), context(wanted))


def _week(words: Words, count: PingCount) -> Mrkdwn:
    return words.say(
        "intake/pings_weekly_note/week",
        deflected=count.deflected,
        became_requests=count.became_requests,
        of_all=count.of_all,
    )
