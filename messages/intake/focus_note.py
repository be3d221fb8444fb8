"""Answers to `/intake focus`, for the eyes of the developer."""

from datetime import datetime

from messages.catalog import Mrkdwn, Words


def focus_note(words: Words, until: datetime | None) -> Mrkdwn:
    """Until when they are in focus and what that means, or how to begin."""
    if until is None:
        return words.say("intake/focus_note/none")
    return words.say("intake/focus_note/until", until=until)


def focus_over(words: Words) -> Mrkdwn:
    """They ended it."""
    return words.say("intake/focus_note/over")
